/* Fully connected, weight and bias gradient, in blocks: dw[m][k] += dy^T[m][row] x[row][k] over the rows of all samples;
 * docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_matmul_vfp.h"

#include <stddef.h>

void rp_linear_f32_bw_weight_vfp(const rp_linear_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t rows = n * g->rows;
    const rp_matrix gradient = {dy, 1, g->m};
    const rp_matrix input = {x, g->k, 1};
    const rp_matrix so_far = {dw, g->k, 1};
    const rp_product p = {g->m, g->k, rows, gradient, input, so_far, dw, g->k};
    rp_matmul_mn_vfp(&p);
    if (db != NULL) {
        for (int32_t row = 0; row < rows; row++) {
            rp_accumulate_f32(g->m, 1, dy + row * g->m, db);
        }
    }
}
