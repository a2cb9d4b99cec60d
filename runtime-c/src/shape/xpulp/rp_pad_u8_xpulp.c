/* Pad with the code of the constant, or crop, for Xpulp; docs/numerics.md N6.7. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_move.h"

void rp_pad_u8_xpulp(rp_share share, const rp_pad_geometry *g, int32_t code, const uint8_t *x, uint8_t *y)
{
    const uint8_t value = (uint8_t)code;
    const rp_span own = rp_share_of(share, rp_row_count(g->dims_out));
    if (own.first < own.end) {
        rp_move_padded_rows(g, own.first, own.end - own.first, sizeof *x, &value, x, y);
    }
}
