/* Gradient of Pad: the opposite crop or pad, +0 where the forward call cropped; docs/numerics.md N3.15. */
#include "rp_kernels_f32.h"

#include "internal/rp_move.h"

void rp_pad_f32_bw(const rp_pad_geometry *g, int32_t n, const float *dy, float *dx)
{
    const rp_pad_geometry opposite = rp_opposite_pad(g);
    const float zero = 0.0f;
    rp_move_padded(&opposite, n, sizeof *dy, &zero, dy, dx);
}
