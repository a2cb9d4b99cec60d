/* rp_conv_f32_fw for the FPU of a Cortex-M: four outputs of four channels at a time. */
#include "rp_kernels_f32.h"

#include "internal/rp_position_plan.h"

void rp_conv_f32_fw_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const rp_position_plan plan = rp_forward_plan(g);
    rp_position_sums(false, &plan, n, x, w, b, y);
}
