/* rp_conv_dw_f32_bw_weight for the FPU of a Cortex-M, 3x3 windows with at most one column of padding on a side: channel by channel, nine weights at a time. */
#include "rp_kernels_f32.h"

#include "internal/rp_channel_sums.h"
#include "internal/rp_dw_rows.h"
#include "internal/rp_window.h"

#include <stddef.h>

/* The columns of an output row. */
static void rp_columns_of(const rp_conv_geometry *g, rp_dw_rows *rows)
{
    const int32_t end = g->w_out * g->stride_w - g->pad_left + 2 - g->stride_w; /* where the last column's last tap lies */
    rows->left = g->pad_left > 0 ? 1 : 0;
    rows->right = end >= g->w_in ? 1 : 0;
    const int32_t inner = g->w_out - rows->left - rows->right;
    rows->pairs = g->stride_w == 1 ? inner / 2 : 0;
    rows->singles = inner - 2 * rows->pairs;
}

/* Those of the rows of taps `taps`. */
static void rp_move_weights(rp_range taps, const float *from, float *to)
{
    for (int32_t i = 3 * taps.first; i < 3 * taps.end; i++) {
        to[i] = from[i];
    }
}

/* Rows `range` of the outputs of a sample; their taps `taps` are inside the input. Sums of the others are made of what is there, and dropped. */
static void rp_some_rows(const rp_conv_geometry *g, rp_dw_rows rows, rp_range range, rp_range taps, const float *x, const float *dy, float *dw)
{
    const int32_t size = (int32_t)sizeof(float);
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t top = range.first * g->stride_h - g->pad_top;
    const int32_t left = rows.left > 0 ? 0 : -g->pad_left;
    for (int32_t ky = 0; ky < 3; ky++) {
        const int32_t inside = ky < taps.first ? taps.first : (ky >= taps.end ? taps.end - 1 : ky);
        rows.x[ky] = x + (top + inside * g->dilation_h) * g->w_in + left;
    }
    rows.dy = dy + range.first * g->w_out;
    rows.rows = range.end - range.first;
    rows.x_left = size * (g->stride_w - 1);
    rows.x_column = size * g->stride_w;
    rows.x_row = size * g->stride_h * g->w_in - rows.left * rows.x_left - (2 * rows.pairs + rows.singles) * rows.x_column;
    for (int32_t c = 0; c < g->c_out; c++) {
        if (taps.end - taps.first == 3) {
            rows.sums = dw;
            rp_dw_rows_sum(&rows);
        } else {
            float sums[9] = {0.0f};
            rows.sums = sums;
            rp_move_weights(taps, dw, sums);
            rp_dw_rows_sum(&rows);
            rp_move_weights(taps, sums, dw);
        }
        rows.dy += g->h_out * g->w_out;
        dw += 9;
        if ((c + 1) % multiplier == 0) {
            for (int32_t ky = 0; ky < 3; ky++) {
                rows.x[ky] += g->h_in * g->w_in;
            }
        }
    }
}

/* One sample: output rows that have the same rows of taps, together. */
static void rp_sample_weights(const rp_conv_geometry *g, const rp_dw_rows *columns, const float *x, const float *dy, float *dw)
{
    rp_range range = {0, 0};
    while (range.first < g->h_out) {
        const rp_range taps = rp_valid_range(range.first * g->stride_h - g->pad_top, 3, g->dilation_h, g->h_in);
        rp_range next;
        range.end = range.first;
        do {
            range.end++;
            next = rp_valid_range(range.end * g->stride_h - g->pad_top, 3, g->dilation_h, g->h_in);
        } while (range.end < g->h_out && next.first == taps.first && next.end == taps.end);
        if (taps.first < taps.end) {
            rp_some_rows(g, *columns, range, taps, x, dy, dw);
        }
        range.first = range.end;
    }
}

void rp_conv_dw_f32_bw_weight_3x3_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    rp_dw_rows columns = {{NULL, NULL, NULL}, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0};
    if (db != NULL) {
        rp_channel_sums(n, g->c_out, g->h_out * g->w_out, dy, db);
    }
    rp_columns_of(g, &columns);
    for (int32_t sample = 0; sample < n; sample++) {
        rp_sample_weights(g, &columns, x + sample * g->c_in * g->h_in * g->w_in, dy + sample * g->c_out * g->h_out * g->w_out, dw);
    }
}
