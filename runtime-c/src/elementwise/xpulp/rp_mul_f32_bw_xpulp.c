/* Gradient of one operand of Mul for Xpulp; docs/numerics.md N3.8: products are rounded before they are added. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_broadcast_sums.h"

RP_XPULP_DEFINE_ROW(row_of_terms, *, "fmul.s")

static RP_XPULP_INLINE float sum_of_products(int32_t count, const float *dy, const float *y, int32_t step_dy, const float *b, int32_t step_b, float sum)
{
    (void)y;
#ifdef RP_XPULP
    float u, v;
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[count]", "8")
                   RP_P_LW_REGISTER("%[u]", "%[dy]", "%[next_dy]") RP_P_LW_REGISTER("%[v]", "%[b]", "%[next_b]")
                   "fmul.s %[u], %[u], %[v]\n"
                   "fadd.s %[sum], %[sum], %[u]\n" RP_XPULP_END
                   : [sum] "+r"(sum), [dy] "+r"(dy), [b] "+r"(b), [u] "=&r"(u), [v] "=&r"(v)
                   : [count] "r"(count), [next_dy] "r"(step_dy * (int32_t)sizeof(float)), [next_b] "r"(step_b * (int32_t)sizeof(float))
                   : "memory");
#else
    for (int32_t i = 0; i < count; i++) {
        sum = sum + dy[i * step_dy] * b[i * step_b];
    }
#endif
    return sum;
}

void rp_mul_f32_bw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da)
{
    const rp_operand at_b = {g->stride_b, g->b_sample};
    if (rp_is_broadcast(g->dims, g->stride_a)) {
        rp_xpulp_broadcast_sums(share, g->dims, g->stride_a, n, dy, dy, b, at_b, da, sum_of_products);
        return;
    }
    /* da and dy lie alike: the forward kernel's rows */
    rp_xpulp_broadcast(share, rp_xpulp_outputs(g, n), rp_axes_of(g->dims, n, g->stride_a, g->a_sample, g->stride_b, g->b_sample), dy, b, da, row_of_terms);
}
