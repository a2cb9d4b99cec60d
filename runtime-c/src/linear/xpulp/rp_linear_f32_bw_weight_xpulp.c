/* Fully connected, weight and bias gradient, for Xpulp: dw[m][k] += dy^T[m][row] x[row][k]; docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_matmul.h"
#include "internal/rp_xpulp_outer.h"

#include <stddef.h>

void rp_linear_f32_bw_weight_xpulp(rp_share share, const rp_linear_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t rows = n * g->rows;
    if (rows == 1) {
        rp_xpulp_outer(share, g->m, g->k, dy, x, dw);
    } else {
        const rp_xpulp_operand gradient = {dy, 1, g->m};
        const rp_xpulp_operand input = {x, 1, g->k};
        const rp_xpulp_result weights = {dw, g->k, 1, dw, g->k, 1};
        rp_xpulp_matmul(share, g->m, g->k, rows, gradient, input, weights);
    }
    if (db != NULL) {
        const rp_span own = rp_share_of(share, g->m);
        for (int32_t j = own.first; j < own.end; j++) {
            float sum = db[j];
            for (int32_t row = 0; row < rows; row++) {
                sum = sum + dy[row * g->m + j];
            }
            db[j] = sum;
        }
    }
}
