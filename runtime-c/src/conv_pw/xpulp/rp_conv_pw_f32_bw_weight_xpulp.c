/* Pointwise convolution, weight and bias gradient, for Xpulp; docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_channel_sums.h"
#include "internal/rp_xpulp_matmul.h"

#include <stddef.h>

void rp_conv_pw_f32_bw_weight_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t pixels = g->h_in * g->w_in;
    if (db != NULL) {
        rp_xpulp_channel_sums(share, n, g->c_out, pixels, dy, db);
    }
    for (int32_t sample = 0; sample < n; sample++) {
        const rp_xpulp_operand gradient = {dy, pixels, 1};
        const rp_xpulp_operand input = {x, pixels, 1};
        const rp_xpulp_result weights = {dw, g->c_in, 1, dw, g->c_in, 1};
        rp_xpulp_matmul(share, g->c_out, g->c_in, pixels, gradient, input, weights);
        x += g->c_in * pixels;
        dy += g->c_out * pixels;
    }
}
