/* Pad with a constant, or crop; docs/numerics.md N3.15. */
#include "rp_kernels_f32.h"

#include "internal/rp_move.h"

void rp_pad_f32_fw(const rp_pad_geometry *g, float value, int32_t n, const float *x, float *y)
{
    rp_move_padded(g, n, sizeof *x, &value, x, y);
}
