/* Gradient of the divisor of Div, from the quotient y; docs/numerics.md N3.8. */
#include "rp_kernels_f32.h"

#include "internal/rp_broadcast.h"

static float quotient_of_result(float dy, float y, float divisor)
{
    return -((dy * y) / divisor);
}

void rp_div_f32_bw_b(const rp_broadcast_geometry *g, int32_t n, const float *y, const float *b, const float *dy, float *db)
{
    const rp_operand at_b = {g->stride_b, g->b_sample};
    rp_broadcast_gradient(g->dims, n, dy, y, b, at_b, db, at_b, quotient_of_result);
}
