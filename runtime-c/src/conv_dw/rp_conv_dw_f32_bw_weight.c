/* Depthwise convolution, weight and bias gradient, four input channels at a time; docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_channel_sums.h"
#include "internal/rp_window.h"
#include "internal/rp_window_sums.h"

#include <stddef.h>

void rp_conv_dw_f32_bw_weight(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    /* The boxes: samples, output rows, output columns. */
    const rp_steps in_input = {g->c_in * in_plane, g->stride_h * g->w_in, g->stride_w, in_plane};
    const rp_steps in_gradient = {g->c_out * out_plane, g->w_out, 1, multiplier * out_plane};
    if (db != NULL) {
        rp_channel_sums(n, g->c_out, out_plane, dy, db);
    }
    for (int32_t part = 0; part < multiplier * taps; part++) { /* of output channel of each input channel and tap: element `part` of its weights */
        const int32_t first_c = part / taps;
        const int32_t top = part % taps / g->k_w * g->dilation_h - g->pad_top;
        const int32_t left = part % g->k_w * g->dilation_w - g->pad_left;
        const rp_range rows = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
        const rp_range columns = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
        const rp_box box = {n, rows.end - rows.first, columns.end - columns.first};
        const float *input = x + (top + rows.first * g->stride_h) * g->w_in + left + columns.first * g->stride_w;
        const float *gradient = dy + first_c * out_plane + rows.first * g->w_out + columns.first;
        const rp_accumulators weights = {dw + part, multiplier * taps, dw + part, multiplier * taps};
        rp_window_sums(g->c_in, box, input, in_input, gradient, in_gradient, weights);
    }
}
