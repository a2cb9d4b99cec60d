/* Mul with broadcasting, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.8. */
#include "rp_kernels_f32.h"

#include "internal/rp_broadcast.h"
#include "internal/rp_vfp_broadcast.h"

RP_VFP_DEFINE_ROW(mul_fw_row_of_results, *, RP_MAP_PRODUCT, RP_MAP_PRODUCT_WITH)

void rp_mul_f32_fw_vfp(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y)
{
    /* The operands may change places: the one that is broadcast goes behind. */
    if (rp_is_broadcast(g->dims, g->stride_a)) {
        rp_vfp_broadcast(g->dims, n, b, g->stride_b, g->b_sample, a, g->stride_a, g->a_sample, y, mul_fw_row_of_results);
    } else {
        rp_vfp_broadcast(g->dims, n, a, g->stride_a, g->a_sample, b, g->stride_b, g->b_sample, y, mul_fw_row_of_results);
    }
}
