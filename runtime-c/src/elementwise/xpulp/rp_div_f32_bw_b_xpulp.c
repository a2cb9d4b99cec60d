/* Gradient of the divisor of Div for Xpulp, from the quotient y; docs/numerics.md N3.8. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_broadcast_sums.h"

static RP_XPULP_INLINE float sum_of_terms(int32_t count, const float *dy, const float *y, int32_t step_dy, const float *b, int32_t step_b, float sum)
{
    for (int32_t i = 0; i < count; i++) {
        sum = sum + -((dy[i * step_dy] * y[i * step_dy]) / b[i * step_b]);
    }
    return sum;
}

void rp_div_f32_bw_b_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *y, const float *b, const float *dy, float *db)
{
    const rp_operand at_b = {g->stride_b, g->b_sample};
    if (rp_is_broadcast(g->dims, g->stride_b)) {
        rp_xpulp_broadcast_sums(share, g->dims, g->stride_b, n, dy, y, b, at_b, db, sum_of_terms);
        return;
    }
    /* all lie alike */
    const rp_span own = rp_share_of(share, rp_xpulp_outputs(g, n));
    for (int32_t i = own.first; i < own.end; i++) {
        db[i] = -((dy[i] * y[i]) / b[i]);
    }
}
