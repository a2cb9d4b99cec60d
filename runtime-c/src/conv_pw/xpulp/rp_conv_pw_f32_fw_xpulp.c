/* Pointwise convolution, forward, for Xpulp; docs/numerics.md N2.1. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_matmul.h"

#include <stddef.h>

void rp_conv_pw_f32_fw_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const int32_t pixels = g->h_in * g->w_in;
    const float zero = 0.0f;
    const rp_xpulp_operand weights = {w, g->c_in, 1};
    for (int32_t sample = 0; sample < n; sample++) {
        const rp_xpulp_operand input = {x, 1, pixels};
        const rp_xpulp_result begun = {y, pixels, 1, y, pixels, 1};
        const rp_xpulp_result outputs = {b == NULL ? &zero : b, b != NULL, 0, y, pixels, 1};
        rp_xpulp_matmul(share, g->c_out, pixels, g->c_in, weights, input, g->begun != 0 ? begun : outputs);
        x += g->c_in * pixels;
        y += g->c_out * pixels;
    }
}
