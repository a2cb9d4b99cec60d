/* Gradient of the dividend of Div; docs/numerics.md N3.8. */
#include "rp_kernels_f32.h"

#include "internal/rp_broadcast.h"

static float quotient_of_gradient(float dy, float y, float divisor)
{
    (void)y;
    return dy / divisor;
}

void rp_div_f32_bw_a(const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da)
{
    const rp_operand at_a = {g->stride_a, g->a_sample};
    const rp_operand at_b = {g->stride_b, g->b_sample};
    rp_broadcast_gradient(g->dims, n, dy, dy, b, at_b, da, at_a, quotient_of_gradient);
}
