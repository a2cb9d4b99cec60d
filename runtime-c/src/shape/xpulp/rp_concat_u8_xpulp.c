/* One operand of Concat, codes, into the joined tensor, for Xpulp; docs/numerics.md N6.7. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_pieces.h"

void rp_concat_u8_xpulp(rp_share share, const rp_concat_geometry *g, const uint8_t *x, uint8_t *joined)
{
    const rp_xpulp_pieces pieces = {g->outer, g->block, g->block, g->stride};
    rp_xpulp_copy_pieces(share, pieces, x, joined + g->offset);
}
