/* Pointwise convolution, weight and bias gradient, in 4x4 blocks: per sample dw[c_out][c_in] += dy[c_out][pixel] x^T[pixel][c_in];
 * docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_channel_sums.h"
#include "internal/rp_matmul_vfp.h"

#include <stddef.h>

void rp_conv_pw_f32_bw_weight_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t pixels = g->h_in * g->w_in;
    const rp_matrix so_far = {dw, g->c_in, 1};
    if (db != NULL) {
        rp_channel_sums(n, g->c_out, pixels, dy, db);
    }
    for (int32_t sample = 0; sample < n; sample++) {
        const rp_matrix gradient = {dy, pixels, 1};
        const rp_matrix input = {x, 1, pixels};
        const rp_product p = {g->c_out, g->c_in, pixels, gradient, input, so_far, dw, g->c_in};
        rp_matmul_kk_vfp(&p);
        x += g->c_in * pixels;
        dy += g->c_out * pixels;
    }
}
