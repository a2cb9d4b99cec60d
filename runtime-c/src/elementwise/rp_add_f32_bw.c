/* Gradient of one operand of Add, or of Sub's second operand (sign -1); docs/numerics.md N3.8. */
#include "rp_kernels_f32.h"

#include "internal/rp_broadcast.h"

static float same(float dy, float y, float other)
{
    (void)y;
    (void)other;
    return dy;
}

static float negated(float dy, float y, float other)
{
    (void)y;
    (void)other;
    return -dy;
}

void rp_add_f32_bw(const rp_broadcast_geometry *g, int32_t sign, int32_t n, const float *dy, float *da)
{
    const rp_operand at = {g->stride_a, g->a_sample};
    static const int32_t no_stride[5] = {0, 0, 0, 0, 0};
    const rp_operand no_other = {no_stride, 0};
    if (sign < 0) {
        rp_broadcast_gradient(g->dims, n, dy, dy, dy, no_other, da, at, negated);
    } else {
        rp_broadcast_gradient(g->dims, n, dy, dy, dy, no_other, da, at, same);
    }
}
