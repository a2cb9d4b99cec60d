/* Fully connected, forward, for Xpulp: y^T[m][row] = b + w[m][k] x^T[k][row]; docs/numerics.md N2.1. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_matmul.h"

#include <stddef.h>

void rp_linear_f32_fw_xpulp(rp_share share, const rp_linear_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const float zero = 0.0f;
    const rp_xpulp_operand weights = {w, g->k, 1};
    const rp_xpulp_operand input = {x, g->k, 1};
    const rp_xpulp_result outputs = {b == NULL ? &zero : b, b != NULL, 0, y, 1, g->m};
    const rp_xpulp_result begun = {y, 1, g->m, y, 1, g->m};
    rp_xpulp_matmul(share, g->m, n * g->rows, g->k, weights, input, g->begun != 0 ? begun : outputs);
}
