/* Pointwise convolution in integers, four output channels at a time; docs/numerics.md N6.2. */
#include "rp_kernels_s8.h"

void rp_conv_pw_s8(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y)
{
    const int32_t pixels = g->h_in * g->w_in;
    int32_t c = 0;
    for (; c + 4 <= g->c_out; c += 4) {
        for (int32_t pixel = 0; pixel < pixels; pixel++) {
            const uint8_t *code = x + pixel;
            const int8_t *w0 = w + c * g->c_in;
            const int8_t *w1 = w0 + g->c_in;
            const int8_t *w2 = w1 + g->c_in;
            const int8_t *w3 = w2 + g->c_in;
            int32_t acc0 = b[c];
            int32_t acc1 = b[c + 1];
            int32_t acc2 = b[c + 2];
            int32_t acc3 = b[c + 3];
            for (int32_t i = 0; i < g->c_in; i++) {
                int32_t value = *code - o->zp_in;
                acc0 += value * w0[i];
                acc1 += value * w1[i];
                acc2 += value * w2[i];
                acc3 += value * w3[i];
                code += pixels;
            }
            uint8_t *out = y + c * pixels + pixel;
            out[0] = rp_requantize(acc0, q[c], o->zp_out, o->low, o->high);
            out[pixels] = rp_requantize(acc1, q[c + 1], o->zp_out, o->low, o->high);
            out[2 * pixels] = rp_requantize(acc2, q[c + 2], o->zp_out, o->low, o->high);
            out[3 * pixels] = rp_requantize(acc3, q[c + 3], o->zp_out, o->low, o->high);
        }
    }
    for (; c < g->c_out; c++) {
        const int8_t *weights = w + c * g->c_in;
        for (int32_t pixel = 0; pixel < pixels; pixel++) {
            const uint8_t *code = x + pixel;
            int32_t acc = b[c];
            for (int32_t i = 0; i < g->c_in; i++) {
                acc += (*code - o->zp_in) * weights[i];
                code += pixels;
            }
            y[c * pixels + pixel] = rp_requantize(acc, q[c], o->zp_out, o->low, o->high);
        }
    }
}
