/* Fully connected, input gradient: dx^T[k][row] = w^T[k][m] dy^T[m][row] over the rows of all samples; docs/numerics.md N2.2. */
#include "rp_kernels_f32.h"

#include "internal/rp_matmul.h"

void rp_linear_f32_bw_input(const rp_linear_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const rp_matrix weights = {w, 1, g->k};
    const rp_matrix gradient = {dy, 1, g->m};
    rp_matmul(g->k, n * g->rows, g->m, weights, gradient, rp_matrix_zero(), dx, 1, g->k);
}
