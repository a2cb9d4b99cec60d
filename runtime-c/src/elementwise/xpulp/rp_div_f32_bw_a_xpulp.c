/* Gradient of the dividend of Div for Xpulp; docs/numerics.md N3.8. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_broadcast_sums.h"

RP_XPULP_DEFINE_ROW(row_of_gradients, /, "fdiv.s")

static RP_XPULP_INLINE float sum_of_quotients(int32_t count, const float *dy, const float *y, int32_t step_dy, const float *b, int32_t step_b, float sum)
{
    (void)y;
    for (int32_t i = 0; i < count; i++) {
        sum = sum + dy[i * step_dy] / b[i * step_b];
    }
    return sum;
}

void rp_div_f32_bw_a_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da)
{
    const rp_operand at_b = {g->stride_b, g->b_sample};
    if (rp_is_broadcast(g->dims, g->stride_a)) {
        rp_xpulp_broadcast_sums(share, g->dims, g->stride_a, n, dy, dy, b, at_b, da, sum_of_quotients);
        return;
    }
    /* da and dy lie alike: the forward kernel's rows */
    rp_xpulp_broadcast(share, rp_xpulp_outputs(g, n), rp_axes_of(g->dims, n, g->stride_a, g->a_sample, g->stride_b, g->b_sample), dy, b, da, row_of_gradients);
}
