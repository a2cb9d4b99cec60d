/* Gradient of Pad, for Xpulp: the opposite crop or pad, +0 where the forward call cropped; docs/numerics.md N3.15. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_move.h"

void rp_pad_f32_bw_xpulp(rp_share share, const rp_pad_geometry *g, int32_t n, const float *dy, float *dx)
{
    const rp_pad_geometry opposite = rp_opposite_pad(g);
    const float value = 0.0f;
    const rp_span own = rp_share_of(share, n * rp_row_count(g->dims_in));
    if (own.first < own.end) {
        rp_move_padded_rows(&opposite, own.first, own.end - own.first, sizeof *dy, &value, dy, dx);
    }
}
