/* Pointwise convolution, forward, in 4x4 blocks: per sample y[c_out][pixel] = b + w[c_out][c_in] x[c_in][pixel]; docs/numerics.md N2.1. */
#include "rp_kernels_f32.h"

#include "internal/rp_matmul_vfp.h"

#include <stddef.h>

void rp_conv_pw_f32_fw_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const int32_t pixels = g->h_in * g->w_in;
    const rp_matrix weights = {w, g->c_in, 1};
    rp_matrix bias = {b, 1, 0};
    if (b == NULL) {
        bias = rp_matrix_zero();
    }
    for (int32_t sample = 0; sample < n; sample++) {
        const rp_matrix input = {x, pixels, 1};
        const rp_product p = {g->c_out, pixels, g->c_in, weights, input, bias, y, pixels};
        rp_matmul_kn_vfp(&p);
        x += g->c_in * pixels;
        y += g->c_out * pixels;
    }
}
