/* Convolution of any geometry, weight and bias gradient, four output channels of a group at a time; docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_channel_sums.h"
#include "internal/rp_window.h"
#include "internal/rp_window_sums.h"

#include <stddef.h>

void rp_conv_f32_bw_weight(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    /* The boxes: samples, output rows, output columns. */
    const rp_steps in_input = {g->c_in * in_plane, g->stride_h * g->w_in, g->stride_w, 0};
    const rp_steps in_gradient = {g->c_out * out_plane, g->w_out, 1, out_plane};
    if (db != NULL) {
        rp_channel_sums(n, g->c_out, out_plane, dy, db);
    }
    for (int32_t pair = 0; pair < g->c_in; pair++) { /* of group and input channel in it */
        const int32_t first_c = pair / group_in * group_out;
        for (int32_t tap = 0; tap < taps; tap++) {
            const int32_t top = tap / g->k_w * g->dilation_h - g->pad_top;
            const int32_t left = tap % g->k_w * g->dilation_w - g->pad_left;
            const rp_range rows = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
            const rp_range columns = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
            const rp_box box = {n, rows.end - rows.first, columns.end - columns.first};
            const float *input = x + pair * in_plane + (top + rows.first * g->stride_h) * g->w_in + left + columns.first * g->stride_w;
            const float *gradient = dy + first_c * out_plane + rows.first * g->w_out + columns.first;
            float *out = dw + (first_c * group_in + pair % group_in) * taps + tap;
            const rp_accumulators weights = {out, group_in * taps, out, group_in * taps};
            rp_window_sums(group_out, box, input, in_input, gradient, in_gradient, weights);
        }
    }
}
