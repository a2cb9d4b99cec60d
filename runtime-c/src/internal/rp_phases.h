/* Input gradient of a depthwise convolution with one output channel for each input channel, row by row (rp_phase_row.h). */
#ifndef RP_PHASES_H
#define RP_PHASES_H

#include "rp_geometry.h"

#include "internal/rp_phase_row.h"
#include "internal/rp_sources.h"

typedef void rp_phase_runner(rp_phase_row *row, const rp_phase_columns *columns);

/* Inputs from `column` on of a row of every channel: no window reaches them. */
static inline void rp_phase_clear(const rp_conv_geometry *g, int32_t column, float *row)
{
    for (int32_t c = 0; c < g->c_in && column < g->w_in; c++) {
        for (int32_t i = column; i < g->w_in; i++) {
            row[i] = 0.0f;
        }
        row += g->h_in * g->w_in;
    }
}

/* Arguments as those of rp_conv_dw_f32_bw_input; `run` is made for g->k_w. */
static inline void rp_phases(rp_phase_runner *run, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const int32_t size = (int32_t)sizeof(float);
    const rp_axis vertical = rp_axis_of(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_out);
    const rp_phase_columns columns = {g->k_w, g->stride_w, g->pad_left, g->w_in, g->w_out};
    rp_phase_row row = {0};
    (void)rp_phase_blocks(&columns, &row);
    row.channels = g->c_in;
    row.x_row = -size * vertical.out_step * g->w_out;
    row.w_row = size * vertical.tap_step * g->k_w;
    row.x_channel = size * g->h_out * g->w_out;
    row.w_channel = size * g->k_h * g->k_w;
    row.y_channel = size * g->h_in * g->w_in;
    const int32_t reached = columns.stride * (columns.out + (columns.kernel - 1) / columns.stride) - columns.pad;
    for (int32_t sample = 0; sample < n; sample++) {
        for (int32_t i = 0; i < g->h_in; i++) {
            const rp_sources taps = rp_sources_of(&vertical, i);
            rp_phase_clear(g, taps.count == 0 ? 0 : reached, dx + i * g->w_in);
            if (taps.count > 0) {
                row.x = dy + taps.output * g->w_out;
                row.w = w + taps.tap * g->k_w;
                row.y = dx + i * g->w_in - g->pad_left;
                row.rows = taps.count;
                run(&row, &columns);
            }
        }
        dy += g->c_out * g->h_out * g->w_out;
        dx += g->c_in * g->h_in * g->w_in;
    }
}

#endif
