/* Transpose; docs/numerics.md N3.15. */
#include "rp_kernels_f32.h"

#include "internal/rp_move.h"

void rp_transpose_f32(const rp_permute_geometry *g, int32_t n, const float *x, float *y)
{
    rp_move_permuted(g, n, sizeof *x, x, y);
}
