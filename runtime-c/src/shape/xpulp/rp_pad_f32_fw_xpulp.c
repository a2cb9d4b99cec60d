/* Pad with a constant, or crop, for Xpulp; docs/numerics.md N3.15. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_move.h"

void rp_pad_f32_fw_xpulp(rp_share share, const rp_pad_geometry *g, float value, int32_t n, const float *x, float *y)
{
    const rp_span own = rp_share_of(share, n * rp_row_count(g->dims_out));
    if (own.first < own.end) {
        rp_move_padded_rows(g, own.first, own.end - own.first, sizeof *x, &value, x, y);
    }
}
