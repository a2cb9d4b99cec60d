/* Pointwise convolution, input gradient, for Xpulp; docs/numerics.md N2.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_matmul.h"

void rp_conv_pw_f32_bw_input_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const int32_t pixels = g->h_in * g->w_in;
    const float zero = 0.0f;
    const rp_xpulp_operand weights = {w, 1, g->c_in};
    for (int32_t sample = 0; sample < n; sample++) {
        const rp_xpulp_operand gradient = {dy, 1, pixels};
        const rp_xpulp_result begun = {dx, pixels, 1, dx, pixels, 1};
        const rp_xpulp_result inputs = {&zero, 0, 0, dx, pixels, 1};
        rp_xpulp_matmul(share, g->c_in, pixels, g->c_out, weights, gradient, g->begun != 0 ? begun : inputs);
        dy += g->c_out * pixels;
        dx += g->c_in * pixels;
    }
}
