/* Sub with broadcasting, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.8. */
#include "rp_kernels_f32.h"

#include "internal/rp_vfp_broadcast.h"

RP_VFP_DEFINE_ROW(sub_fw_row_of_results, -, RP_MAP_DIFFERENCE, RP_MAP_DIFFERENCE_WITH)

void rp_sub_f32_fw_vfp(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y)
{
    rp_vfp_broadcast(g->dims, n, a, g->stride_a, g->a_sample, b, g->stride_b, g->b_sample, y, sub_fw_row_of_results);
}
