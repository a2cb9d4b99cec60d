/* rp_conv_dw_f32_bw_input for the FPU of a Cortex-M, windows 2 columns wide: a row of inputs at a time, in gather form. */
#include "rp_kernels_f32.h"

#include "internal/rp_phases.h"

static void rp_row_of_2(rp_phase_row *row, const rp_phase_columns *c)
{
    RP_PHASE_RUN(2, 1, 0, 0)
}

void rp_conv_dw_f32_bw_input_w2_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    rp_phases(rp_row_of_2, g, n, dy, w, dx);
}
