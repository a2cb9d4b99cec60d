/* Fully connected, forward: y^T[m][row] = b + w[m][k] x^T[k][row] over the rows of all samples; docs/numerics.md N2.1. */
#include "rp_kernels_f32.h"

#include "internal/rp_matmul.h"

#include <stddef.h>

void rp_linear_f32_fw(const rp_linear_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const rp_matrix weights = {w, g->k, 1};
    const rp_matrix input = {x, 1, g->k};
    rp_matrix bias = {b, 1, 0};
    if (b == NULL) {
        bias = rp_matrix_zero();
    }
    rp_matmul(g->m, n * g->rows, g->k, weights, input, bias, y, 1, g->m);
}
