/* Gradient of one operand of Add, or of Sub's second operand (sign -1), for Xpulp; docs/numerics.md N3.8. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_broadcast_sums.h"
#include "internal/rp_xpulp_sum.h"

static RP_XPULP_INLINE float sum_of(int32_t count, const float *dy, const float *y, int32_t step, const float *other, int32_t step_other, float sum)
{
    (void)y;
    (void)other;
    (void)step_other;
    return rp_xpulp_sum(count, dy, step, sum);
}

/* -dy one by one: the negative of the sum of dy may be a zero of the other sign. */
static float sum_of_negated(int32_t count, const float *dy, const float *y, int32_t step, const float *other, int32_t step_other, float sum)
{
    (void)y;
    (void)other;
    (void)step_other;
    for (int32_t i = 0; i < count; i++) {
        sum = sum + -dy[i * step];
    }
    return sum;
}

void rp_add_f32_bw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t sign, int32_t n, const float *dy, float *da)
{
    static const int32_t no_stride[5] = {0, 0, 0, 0, 0};
    const rp_operand no_other = {no_stride, 0};
    if (rp_is_broadcast(g->dims, g->stride_a)) {
        rp_xpulp_broadcast_sums(share, g->dims, g->stride_a, n, dy, dy, dy, no_other, da, sign < 0 ? sum_of_negated : sum_of);
        return;
    }
    const rp_span own = rp_share_of(share, rp_xpulp_outputs(g, n));
    for (int32_t i = own.first; i < own.end; i++) {
        da[i] = sign < 0 ? -dy[i] : dy[i];
    }
}
