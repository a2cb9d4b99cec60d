/* Fully connected in integers for Xpulp; docs/numerics.md N6.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_code_matmul.h"
#include "internal/rp_xpulp_copy.h"

void rp_linear_s8_xpulp(rp_share share, const rp_linear_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                        uint8_t *scratch, uint8_t *y)
{
    const int32_t depth = (g->k + 3) / 4 * 4;
    if (depth == g->k) {
        rp_xpulp_code_matmul(share, o, g->m, g->rows, depth, w, x, q, y, g->m);
        return;
    }
    uint8_t *row = scratch + share.core * depth;
    for (int32_t i = 0; i < g->rows; i++) {
        rp_xpulp_copy(row, x + i * g->k, g->k);
        rp_xpulp_code_matmul(share, o, g->m, 1, depth, w, row, q, y + i * g->m, g->m);
    }
}
