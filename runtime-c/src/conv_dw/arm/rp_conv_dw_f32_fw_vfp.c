/* rp_conv_dw_f32_fw for the FPU of a Cortex-M: four outputs of a channel at a time. */
#include "rp_kernels_f32.h"

#include "internal/rp_dw_sums.h"

#include <stddef.h>

void rp_conv_dw_f32_fw_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    static const float zero = 0.0f;
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    const rp_dw_plan plan = {
        rp_positions_forward(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_in, g->h_out),
        rp_positions_forward(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_in, g->w_out),
        g->w_in, in_plane, g->w_out, multiplier * out_plane, g->k_w, multiplier * taps, b == NULL ? 0 : multiplier, g->c_in,
    };
    for (int32_t sample = 0; sample < n; sample++) {
        for (int32_t i = 0; i < multiplier; i++) { /* the i-th output channel of each input channel */
            rp_dw_sums(false, rp_strip_run_up, &plan, x, w + i * taps, b == NULL ? &zero : b + i, y + i * out_plane);
        }
        x += g->c_in * in_plane;
        y += g->c_out * out_plane;
    }
}
