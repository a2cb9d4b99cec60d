/* Fully connected, input gradient, for Xpulp: dx^T[k][row] = w^T[k][m] dy^T[m][row]; docs/numerics.md N2.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_matmul.h"

void rp_linear_f32_bw_input_xpulp(rp_share share, const rp_linear_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const float zero = 0.0f;
    const rp_xpulp_operand weights = {w, 1, g->k};
    const rp_xpulp_operand gradient = {dy, g->m, 1};
    const rp_xpulp_result inputs = {&zero, 0, 0, dx, 1, g->k};
    const rp_xpulp_result begun = {dx, 1, g->k, dx, 1, g->k};
    rp_xpulp_matmul(share, g->k, n * g->rows, g->m, weights, gradient, g->begun != 0 ? begun : inputs);
}
