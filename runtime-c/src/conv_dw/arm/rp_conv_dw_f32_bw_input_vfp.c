/* rp_conv_dw_f32_bw_input for the FPU of a Cortex-M: four inputs of a channel at a time, in gather form. */
#include "rp_kernels_f32.h"

#include "internal/rp_dw_sums.h"

void rp_conv_dw_f32_bw_input_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    static const float zero = 0.0f;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    const rp_dw_plan plan = {
        rp_positions_backward(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_in, g->h_out),
        rp_positions_backward(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_in, g->w_out),
        g->w_out, out_plane, g->w_in, in_plane, g->k_w, g->k_h * g->k_w, 0, g->c_in,
    };
    for (int32_t sample = 0; sample < n; sample++) {
        rp_dw_sums(true, rp_strip_run_down, &plan, dy, w, &zero, dx);
        dy += g->c_out * out_plane;
        dx += g->c_in * in_plane;
    }
}
