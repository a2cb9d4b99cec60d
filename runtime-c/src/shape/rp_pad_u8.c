/* Pad with the code of the constant, or crop; docs/numerics.md N6.7. */
#include "rp_kernels_s8.h"

#include "internal/rp_move.h"

void rp_pad_u8(const rp_pad_geometry *g, int32_t code, const uint8_t *x, uint8_t *y)
{
    const uint8_t value = (uint8_t)code;
    rp_move_padded(g, 1, sizeof *x, &value, x, y);
}
