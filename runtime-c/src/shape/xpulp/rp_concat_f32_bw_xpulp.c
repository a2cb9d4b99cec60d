/* Gradient of one operand of Concat, for Xpulp: its blocks of the joined gradient; docs/numerics.md N3.15. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_pieces.h"

void rp_concat_f32_bw_xpulp(rp_share share, const rp_concat_geometry *g, int32_t n, const float *d_joined, float *dx)
{
    const int32_t bytes = (int32_t)sizeof *dx;
    const rp_xpulp_pieces pieces = {g->outer, g->block * bytes, g->stride * bytes, g->block * bytes};
    for (int32_t sample = 0; sample < n; sample++) {
        rp_xpulp_copy_pieces(share, pieces, (const uint8_t *)(d_joined + sample * g->joined_sample + g->offset), (uint8_t *)(dx + sample * g->outer * g->block));
    }
}
