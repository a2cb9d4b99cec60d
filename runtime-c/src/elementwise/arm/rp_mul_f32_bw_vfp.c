/* Gradient of one operand of Mul for the FPU of a Cortex-M; docs/numerics.md N3.8: products are rounded before they are added. */
#include "rp_kernels_f32.h"

#include "internal/rp_vfp_broadcast.h"
#include "internal/rp_vfp_sums.h"

RP_VFP_DEFINE_ROW(mul_bw_row_of_results, *, RP_MAP_PRODUCT, RP_MAP_PRODUCT_WITH)

/* Four mul_bw_terms at a time, loaded and multiplied before the first is added. */
static float mul_bw_sum_of(int32_t count, const float *dy, const float *other, int32_t step, float sum)
{
    int32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const float t0 = dy[0] * other[0];
        const float t1 = dy[1] * other[step];
        const float t2 = dy[2] * other[2 * step];
        const float t3 = dy[3] * other[3 * step];
        sum = sum + t0;
        sum = sum + t1;
        sum = sum + t2;
        sum = sum + t3;
        dy += 4;
        other += 4 * step;
    }
    for (; i < count; i++) {
        sum = sum + *dy++ * *other;
        other += step;
    }
    return sum;
}

static void mul_bw_terms(int32_t count, const float *dy, const float *other, int32_t step_other, float *d, int32_t step_d)
{
    if (step_d == 0) {
        *d = mul_bw_sum_of(count, dy, other, step_other, *d);
        return;
    }
    for (int32_t i = 0; i < count; i++) {
        *d = *d + dy[i] * *other;
        other += step_other;
        d += step_d;
    }
}

void rp_mul_f32_bw_vfp(const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da)
{
    const rp_operand at_a = {g->stride_a, g->a_sample};
    const rp_operand at_b = {g->stride_b, g->b_sample};
    if (rp_is_broadcast(g->dims, g->stride_a)) {
        rp_vfp_sums(g->dims, n, dy, b, at_b, da, at_a, mul_bw_terms);
        return;
    }
    /* da and dy lie alike: the forward kernel's rows */
    rp_vfp_broadcast(g->dims, n, dy, g->stride_a, g->a_sample, b, g->stride_b, g->b_sample, da, mul_bw_row_of_results);
}
