/* Convolution of any geometry, forward, four output channels of a group at a time; docs/numerics.md N2.1. */
#include "rp_kernels_f32.h"

#include "internal/rp_window.h"
#include "internal/rp_window_sums.h"

#include <stddef.h>

void rp_conv_f32_fw(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    const rp_steps in_input = {in_plane, g->dilation_h * g->w_in, g->dilation_w, 0};
    const rp_steps in_weights = {taps, g->k_w, 1, group_in * taps};
    for (int32_t group = 0; group < n * g->groups; group++) {
        const int32_t first_c = group % g->groups * group_out;
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            const int32_t top = oy * g->stride_h - g->pad_top;
            const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                const int32_t left = ox * g->stride_w - g->pad_left;
                const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
                const rp_box box = {group_in, rows.end - rows.first, columns.end - columns.first};
                const float *input = x + (top + rows.first * g->dilation_h) * g->w_in + left + columns.first * g->dilation_w;
                const float *weights = w + first_c * group_in * taps + rows.first * g->k_w + columns.first;
                const rp_accumulators outputs = {b == NULL ? NULL : b + first_c, 1, y + oy * g->w_out + ox, out_plane};
                rp_window_sums(group_out, box, input, in_input, weights, in_weights, outputs);
            }
        }
        x += group_in * in_plane;
        y += group_out * out_plane;
    }
}
