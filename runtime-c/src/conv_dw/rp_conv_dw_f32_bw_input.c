/* Depthwise convolution, input gradient in gather form, four input channels at a time; docs/numerics.md N2.2. */
#include "rp_kernels_f32.h"

#include "internal/rp_sources.h"
#include "internal/rp_window_sums.h"

#include <stddef.h>

void rp_conv_dw_f32_bw_input(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    const rp_axis vertical = rp_axis_of(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_out);
    const rp_axis horizontal = rp_axis_of(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_out);
    const rp_steps in_gradient = {out_plane, -vertical.out_step * g->w_out, -horizontal.out_step, multiplier * out_plane};
    const rp_steps in_weights = {taps, vertical.tap_step * g->k_w, horizontal.tap_step, multiplier * taps};
    for (int32_t sample = 0; sample < n; sample++) {
        for (int32_t iy = 0; iy < g->h_in; iy++) {
            const rp_sources rows = rp_sources_of(&vertical, iy);
            for (int32_t ix = 0; ix < g->w_in; ix++) {
                const rp_sources columns = rp_sources_of(&horizontal, ix);
                const rp_box box = {multiplier, rows.count, columns.count};
                const float *gradient = dy + rows.output * g->w_out + columns.output;
                const float *weights = w + rows.tap * g->k_w + columns.tap;
                const rp_accumulators inputs = {NULL, 0, dx + iy * g->w_in + ix, in_plane};
                rp_window_sums(g->c_in, box, gradient, in_gradient, weights, in_weights, inputs);
            }
        }
        dy += g->c_out * out_plane;
        dx += g->c_in * in_plane;
    }
}
