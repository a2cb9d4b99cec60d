/* One operand of Concat into the joined tensor; docs/numerics.md N3.15. */
#include "rp_kernels_f32.h"

#include "internal/rp_move.h"

void rp_concat_f32_fw(const rp_concat_geometry *g, int32_t n, const float *x, float *joined)
{
    rp_move_joined(g, n, sizeof *x, x, joined);
}
