/* Depthwise convolution, forward, four input channels at a time; docs/numerics.md N2.1. Output channel c reads input channel c div (c_out/c_in). */
#include "rp_kernels_f32.h"

#include "internal/rp_window.h"
#include "internal/rp_window_sums.h"

#include <stddef.h>

void rp_conv_dw_f32_fw(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    const rp_steps in_input = {0, g->dilation_h * g->w_in, g->dilation_w, in_plane};
    const rp_steps in_weights = {0, g->k_w, 1, multiplier * taps};
    for (int32_t part = 0; part < n * multiplier; part++) { /* of sample and output channel of each input channel */
        const int32_t sample = part / multiplier;
        const int32_t first_c = part % multiplier;
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            const int32_t top = oy * g->stride_h - g->pad_top;
            const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                const int32_t left = ox * g->stride_w - g->pad_left;
                const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
                const rp_box box = {1, rows.end - rows.first, columns.end - columns.first};
                const float *input = x + sample * g->c_in * in_plane + (top + rows.first * g->dilation_h) * g->w_in + left + columns.first * g->dilation_w;
                const float *weights = w + first_c * taps + rows.first * g->k_w + columns.first;
                float *out = y + (sample * g->c_out + first_c) * out_plane + oy * g->w_out + ox;
                const rp_accumulators outputs = {b == NULL ? NULL : b + first_c, multiplier, out, multiplier * out_plane};
                rp_window_sums(g->c_in, box, input, in_input, weights, in_weights, outputs);
            }
        }
    }
}
