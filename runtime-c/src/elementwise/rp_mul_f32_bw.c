/* Gradient of one operand of Mul; docs/numerics.md N3.8. For the second operand the caller swaps a and b in the geometry. */
#include "rp_kernels_f32.h"

#include "internal/rp_broadcast.h"

static float product_of_gradient(float dy, float y, float other)
{
    (void)y;
    return dy * other;
}

void rp_mul_f32_bw(const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da)
{
    const rp_operand at_a = {g->stride_a, g->a_sample};
    const rp_operand at_b = {g->stride_b, g->b_sample};
    rp_broadcast_gradient(g->dims, n, dy, dy, b, at_b, da, at_a, product_of_gradient);
}
