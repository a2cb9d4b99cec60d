/* Transpose of codes; docs/numerics.md N6.7. */
#include "rp_kernels_s8.h"

#include "internal/rp_move.h"

void rp_transpose_u8(const rp_permute_geometry *g, const uint8_t *x, uint8_t *y)
{
    rp_move_permuted(g, 1, sizeof *x, x, y);
}
