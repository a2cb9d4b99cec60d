/* Pointwise convolution, input gradient, in 4x4 blocks: per sample dx[c_in][pixel] = w^T[c_in][c_out] dy[c_out][pixel]; docs/numerics.md N2.2. */
#include "rp_kernels_f32.h"

#include "internal/rp_matmul_vfp.h"

void rp_conv_pw_f32_bw_input_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const int32_t pixels = g->h_in * g->w_in;
    const rp_matrix weights = {w, 1, g->c_in};
    for (int32_t sample = 0; sample < n; sample++) {
        const rp_matrix gradient = {dy, pixels, 1};
        const rp_product p = {g->c_in, pixels, g->c_out, weights, gradient, rp_matrix_zero(), dx, pixels};
        rp_matmul_mn_vfp(&p);
        dy += g->c_out * pixels;
        dx += g->c_in * pixels;
    }
}
