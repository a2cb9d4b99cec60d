/* Fully connected, forward, in blocks: y[row][m] = b + x[row][k] w^T[k][m] over the rows of all samples; docs/numerics.md N2.1. */
#include "rp_kernels_f32.h"

#include "internal/rp_matmul_vfp.h"

#include <stddef.h>

void rp_linear_f32_fw_vfp(const rp_linear_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const rp_matrix input = {x, g->k, 1};
    const rp_matrix weights = {w, 1, g->k};
    rp_matrix bias = {b, 0, 1};
    if (b == NULL) {
        bias = rp_matrix_zero();
    }
    const rp_product p = {n * g->rows, g->m, g->k, input, weights, bias, y, g->m};
    rp_matmul_kk_vfp(&p);
}
