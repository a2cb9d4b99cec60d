/* Convolution of any geometry in integers, four output channels of a group at a time; docs/numerics.md N6.2. */
#include "rp_kernels_s8.h"

#include "internal/rp_code_sums.h"
#include "internal/rp_window.h"

void rp_conv_s8(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    const rp_steps in_input = {in_plane, g->dilation_h * g->w_in, g->dilation_w, 0};
    const rp_steps in_weights = {taps, g->k_w, 1, group_in * taps};
    for (int32_t group = 0; group < g->groups; group++) {
        const int32_t first_c = group * group_out;
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            const int32_t top = oy * g->stride_h - g->pad_top;
            const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                const int32_t left = ox * g->stride_w - g->pad_left;
                const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
                const rp_box box = {group_in, rows.end - rows.first, columns.end - columns.first};
                const uint8_t *input = x + (top + rows.first * g->dilation_h) * g->w_in + left + columns.first * g->dilation_w;
                const int8_t *weights = w + first_c * group_in * taps + rows.first * g->k_w + columns.first;
                const rp_code_outputs outputs = {b + first_c, q + first_c, 1, y + oy * g->w_out + ox, out_plane};
                rp_code_sums(group_out, box, o, input, in_input, weights, in_weights, outputs);
            }
        }
        x += group_in * in_plane;
        y += group_out * out_plane;
    }
}
