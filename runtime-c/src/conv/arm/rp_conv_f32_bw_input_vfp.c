/* rp_conv_f32_bw_input for the FPU of a Cortex-M: four inputs of four channels at a time, in gather form. */
#include "rp_kernels_f32.h"

#include "internal/rp_position_plan.h"

#include <stddef.h>

void rp_conv_f32_bw_input_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const rp_position_plan plan = rp_backward_plan(g);
    rp_position_sums(true, &plan, n, dy, w, NULL, dx);
}
