/* Pointwise convolution in integers, four output channels at a time; docs/numerics.md N6.2. */
#include "rp_kernels_s8.h"

#include "internal/rp_code_sums.h"

void rp_conv_pw_s8(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y)
{
    const int32_t pixels = g->h_in * g->w_in;
    const rp_box channels = {1, 1, g->c_in}; /* in a row, so that the inner loop runs over them */
    const rp_steps in_input = {0, 0, pixels, 0};
    const rp_steps in_weights = {0, 0, 1, g->c_in};
    for (int32_t pixel = 0; pixel < pixels; pixel++) {
        const rp_code_outputs outputs = {b, q, 1, y + pixel, pixels};
        rp_code_sums(g->c_out, channels, o, x + pixel, in_input, w, in_weights, outputs);
    }
}
