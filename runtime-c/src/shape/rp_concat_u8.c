/* One operand of Concat, codes, into the joined tensor; docs/numerics.md N6.7. */
#include "rp_kernels_s8.h"

#include "internal/rp_move.h"

void rp_concat_u8(const rp_concat_geometry *g, const uint8_t *x, uint8_t *joined)
{
    rp_move_joined(g, 1, sizeof *x, x, joined);
}
