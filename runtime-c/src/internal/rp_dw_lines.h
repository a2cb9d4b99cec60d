/* Weight gradient of a depthwise convolution row of taps by row of taps (rp_dw_line.h): for windows 2 to 5 taps wide of which columns of outputs at the sides
 * lack at most two. */
#ifndef RP_DW_LINES_H
#define RP_DW_LINES_H

#include "rp_geometry.h"
#include "internal/rp_dw_line.h"
#include "internal/rp_window.h"

#include <stdbool.h>

/* Counts a column that lacks `lacks` taps; false where the assembly does not know it. */
static inline bool rp_line_side(int32_t taps, int32_t lacks, int32_t *lack_1, int32_t *lack_2)
{
    *lack_1 += lacks == 1 ? 1 : 0;
    *lack_2 += lacks == 2 ? 1 : 0;
    return lacks < 3 && lacks < taps;
}

/* What the rows of all channels share; false where they do not fit. */
static inline bool rp_lines_fit(const rp_conv_geometry *g, rp_dw_line *line)
{
    const int32_t size = (int32_t)sizeof(float);
    const rp_range full = rp_valid_range(-g->pad_left, g->w_out, g->stride_w, g->w_in - g->k_w + 1);
    bool fits = g->dilation_w == 1 && g->k_w > 1 && g->k_w < 6 && full.first < full.end;
    for (int32_t i = 0; i < full.first && fits; i++) {
        fits = rp_line_side(g->k_w, g->pad_left - i * g->stride_w, &line->left_1, &line->left_2);
    }
    for (int32_t i = full.end; i < g->w_out && fits; i++) {
        fits = rp_line_side(g->k_w, i * g->stride_w - g->pad_left + g->k_w - g->w_in, &line->right_1, &line->right_2);
    }
    line->columns = full.end - full.first;
    line->x_column = size * g->stride_w;
    line->x_left = size * (full.first * g->stride_w - g->pad_left);
    line->x_row = size * (g->stride_h * g->w_in - (g->w_out * g->stride_w - g->pad_left));
    return fits;
}

/* One sample. */
static inline void rp_dw_lines(const rp_conv_geometry *g, rp_dw_line line, const float *x, const float *dy, float *dw)
{
    const int32_t multiplier = g->c_out / g->c_in;
    for (int32_t ky = 0; ky < g->k_h; ky++) {
        const int32_t top = ky * g->dilation_h - g->pad_top;
        const rp_range rows = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
        line.rows = rows.end - rows.first;
        line.x = x + (top + rows.first * g->stride_h) * g->w_in;
        line.dy = dy + rows.first * g->w_out;
        line.sums = dw + ky * g->k_w;
        for (int32_t c = 0; c < g->c_out && line.rows > 0; c++) {
            rp_dw_line_sum(g->k_w, &line);
            line.dy += g->h_out * g->w_out;
            line.sums += g->k_h * g->k_w;
            if ((c + 1) % multiplier == 0) {
                line.x += g->h_in * g->w_in;
            }
        }
    }
}

#endif
