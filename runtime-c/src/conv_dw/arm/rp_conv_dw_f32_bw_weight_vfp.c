/* rp_conv_dw_f32_bw_weight for the FPU of a Cortex-M: row of taps by row of taps, or tap by tap, four channels at a time. */
#include "rp_kernels_f32.h"

#include "internal/rp_channel_sums.h"
#include "internal/rp_dw_lines.h"
#include "internal/rp_tile_pairs.h"
#include "internal/rp_window.h"

#include <stddef.h>

void rp_conv_dw_f32_bw_weight_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    if (db != NULL) {
        rp_channel_sums(n, g->c_out, out_plane, dy, db);
    }
    rp_dw_line line = {NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    if (rp_lines_fit(g, &line)) {
        for (int32_t sample = 0; sample < n; sample++) {
            rp_dw_lines(g, line, x + sample * g->c_in * in_plane, dy + sample * g->c_out * out_plane, dw);
        }
        return;
    }
    /* The boxes: samples, output rows, output columns. */
    const rp_steps in_input = {g->c_in * in_plane, g->stride_h * g->w_in, g->stride_w, 0};
    const rp_steps in_gradient = {g->c_out * out_plane, g->w_out, 1, 0};
    for (int32_t part = 0; part < multiplier * taps; part++) { /* of output channel of each input channel and tap: element `part` of its weights */
        const int32_t top = part % taps / g->k_w * g->dilation_h - g->pad_top;
        const int32_t left = part % g->k_w * g->dilation_w - g->pad_left;
        const rp_range rows = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
        const rp_range valid = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
        const rp_box box = {n, rows.end - rows.first, valid.end - valid.first};
        if (box.channels > 0 && box.rows > 0 && box.columns > 0) {
            rp_tile_blocks blocks;
            blocks.nest = rp_nest_of(box, in_input, in_gradient);
            const rp_tile_pair_lines lines = {
                x + (top + rows.first * g->stride_h) * g->w_in + left + valid.first * g->stride_w,
                dy + part / taps * out_plane + rows.first * g->w_out + valid.first, dw + part, dw + part,
                in_plane, multiplier * out_plane, multiplier * taps, multiplier * taps,
            };
            rp_tile_pair_sums(false, &blocks, &lines, g->c_in);
        }
    }
}
