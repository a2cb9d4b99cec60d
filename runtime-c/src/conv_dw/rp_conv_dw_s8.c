/* Depthwise convolution in integers, four input channels at a time; docs/numerics.md N6.2. Output channel c reads input channel c div (c_out/c_in). */
#include "rp_kernels_s8.h"

#include "internal/rp_code_sums.h"
#include "internal/rp_window.h"

void rp_conv_dw_s8(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y)
{
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    const rp_steps in_input = {0, g->dilation_h * g->w_in, g->dilation_w, in_plane};
    const rp_steps in_weights = {0, g->k_w, 1, multiplier * taps};
    for (int32_t first_c = 0; first_c < multiplier; first_c++) {
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            const int32_t top = oy * g->stride_h - g->pad_top;
            const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                const int32_t left = ox * g->stride_w - g->pad_left;
                const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
                const rp_box box = {1, rows.end - rows.first, columns.end - columns.first};
                const uint8_t *input = x + (top + rows.first * g->dilation_h) * g->w_in + left + columns.first * g->dilation_w;
                const int8_t *weights = w + first_c * taps + rows.first * g->k_w + columns.first;
                const rp_code_outputs outputs = {b + first_c, q + first_c, multiplier, y + first_c * out_plane + oy * g->w_out + ox, multiplier * out_plane};
                rp_code_sums(g->c_in, box, o, input, in_input, weights, in_weights, outputs);
            }
        }
    }
}
