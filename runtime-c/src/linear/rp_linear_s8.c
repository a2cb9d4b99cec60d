/* Fully connected in integers, four outputs at a time; docs/numerics.md N6.2. */
#include "rp_kernels_s8.h"

#include "internal/rp_code_sums.h"

void rp_linear_s8(const rp_linear_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y)
{
    const rp_box row = {1, 1, g->k};
    const rp_steps in_input = {0, 0, 1, 0};
    const rp_steps in_weights = {0, 0, 1, g->k};
    for (int32_t i = 0; i < g->rows; i++) {
        const rp_code_outputs outputs = {b, q, 1, y + i * g->m, 1};
        rp_code_sums(g->m, row, o, x + i * g->k, in_input, w, in_weights, outputs);
    }
}
