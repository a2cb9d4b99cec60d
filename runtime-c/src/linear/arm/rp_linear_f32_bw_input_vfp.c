/* Fully connected, input gradient, in blocks: dx[row][k] = dy[row][m] w[m][k] over the rows of all samples; docs/numerics.md N2.2. */
#include "rp_kernels_f32.h"

#include "internal/rp_matmul_vfp.h"

void rp_linear_f32_bw_input_vfp(const rp_linear_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const rp_matrix gradient = {dy, g->m, 1};
    const rp_matrix weights = {w, g->k, 1};
    const rp_product p = {n * g->rows, g->k, g->m, gradient, weights, rp_matrix_zero(), dx, g->k};
    rp_matmul_kn_vfp(&p);
}
