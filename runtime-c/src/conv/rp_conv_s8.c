/* Convolution of any geometry in integers; docs/numerics.md N6.2. */
#include "rp_kernels_s8.h"

#include "internal/rp_window.h"

void rp_conv_s8(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t plane = g->h_in * g->w_in;
    for (int32_t c = 0; c < g->c_out; c++) {
        const uint8_t *input = x + (c / group_out) * group_in * plane;
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            const int32_t top = oy * g->stride_h - g->pad_top;
            const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                const int32_t left = ox * g->stride_w - g->pad_left;
                const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
                int32_t acc = b[c];
                for (int32_t i = 0; i < group_in; i++) {
                    const int8_t *weights = w + (c * group_in + i) * taps;
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const uint8_t *codes = input + i * plane + (top + ky * g->dilation_h) * g->w_in;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            acc += (codes[left + kx * g->dilation_w] - o->zp_in) * weights[ky * g->k_w + kx];
                        }
                    }
                }
                *y++ = rp_requantize(acc, q[c], o->zp_out, o->low, o->high);
            }
        }
    }
}
