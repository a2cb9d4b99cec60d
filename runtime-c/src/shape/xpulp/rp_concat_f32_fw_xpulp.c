/* One operand of Concat into the joined tensor, for Xpulp; docs/numerics.md N3.15. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_pieces.h"

void rp_concat_f32_fw_xpulp(rp_share share, const rp_concat_geometry *g, int32_t n, const float *x, float *joined)
{
    const int32_t bytes = (int32_t)sizeof *x;
    const rp_xpulp_pieces pieces = {g->outer, g->block * bytes, g->block * bytes, g->stride * bytes};
    for (int32_t sample = 0; sample < n; sample++) {
        rp_xpulp_copy_pieces(share, pieces, (const uint8_t *)(x + sample * g->outer * g->block), (uint8_t *)(joined + sample * g->joined_sample + g->offset));
    }
}
