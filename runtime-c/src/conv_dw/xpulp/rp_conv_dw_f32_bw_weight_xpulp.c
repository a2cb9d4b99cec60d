/* Depthwise convolution, weight and bias gradient, for Xpulp: per channel and kernel row; docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_xpulp.h"

#include "rp_numeric.h"

#include "internal/rp_window.h"
#include "internal/rp_xpulp_channel_sums.h"
#include "internal/rp_xpulp_dw_taps.h"
#include "internal/rp_xpulp_slide.h"
#include "internal/rp_xpulp_window.h"

#include <stdbool.h>
#include <stddef.h>

static int32_t at_most_2(int32_t count)
{
    return count < 2 ? count : 2;
}

/* As above; end <= first where no output has all taps inside. */
static rp_xpulp_taps_3 rows_of_three(const rp_conv_geometry *g)
{
    const int32_t last = g->w_in + g->pad_left - 2 < g->w_out ? g->w_in + g->pad_left - 2 : g->w_out;
    const rp_xpulp_taps_3 r = {g->pad_left, last, at_most_2(g->pad_left), at_most_2(g->w_out - last), g->w_out, g->stride_h * g->w_in};
    return r;
}

/* Kernel row ky of any geometry over output rows first .. end-1, tap by tap. */
static void kernel_row_by_taps(const rp_conv_geometry *g, int32_t ky, int32_t first, int32_t end, const float *dy, const float *x, float *dw)
{
    const int32_t top = ky * g->dilation_h - g->pad_top;
    rp_range rows = rp_valid_range(top, end, g->stride_h, g->h_in);
    rows.first = rows.first > first ? rows.first : first;
    if (rows.first >= rows.end) {
        return;
    }
    const int32_t step = g->stride_w, dy_row = g->w_out, x_row = g->stride_h * g->w_in;
    for (int32_t kx = 0; kx < g->k_w; kx++) {
        const int32_t left = kx * g->dilation_w - g->pad_left;
        const rp_range columns = rp_valid_range(left, g->w_out, step, g->w_in);
        const rp_xpulp_window all = {rows.end - rows.first, columns.end - columns.first, 1, dy_row, step, x_row};
        dw[ky * g->k_w + kx] = rp_xpulp_window_sum(&all, dy + rows.first * dy_row + columns.first,
                                                   x + (top + rows.first * g->stride_h) * g->w_in + left + columns.first * step, dw[ky * g->k_w + kx]);
    }
}

/* Kernel rows first .. end-1 of one channel of one sample. */
static void rows_of_channel(const rp_conv_geometry *g, const rp_xpulp_taps_3 *three, int32_t first, int32_t end, const float *dy, const float *x, float *dw)
{
    const float *at = x - g->pad_top * g->w_in - g->pad_left; /* output 0's input */
    for (int32_t ky = first; ky < end; ky++) {
        const rp_range rows = rp_valid_range(ky * g->dilation_h - g->pad_top, g->h_out, g->stride_h, g->h_in);
        if (rows.first < rows.end) {
            rp_xpulp_taps_1x3(three, rows.end - rows.first, dy + rows.first * three->dy_row, at + ky * g->dilation_h * g->w_in + rows.first * three->x_row,
                              dw + 3 * ky);
        }
    }
}

/* Output rows all of whose kernel rows are inside and that rp_xpulp_taps_3x3 can take; none: first == end == h_out. */
static rp_range whole_rows(const rp_conv_geometry *g, rp_xpulp_taps_3 three)
{
    const rp_range above = rp_valid_range(-g->pad_top, g->h_out, g->stride_h, g->h_in);
    const rp_range below = rp_valid_range(2 * g->dilation_h - g->pad_top, g->h_out, g->stride_h, g->h_in);
    rp_range whole = {above.first, below.end};
    if (g->k_h != 3 || above.first >= below.end || three.lead > 1 || three.trail > 1 ||
        three.lead + three.end - three.first + three.trail != g->w_out) {
        whole.first = g->h_out;
        whole.end = g->h_out;
    }
    return whole;
}

/* A sample's channels, as one of them lies in memory. */
typedef struct {
    const float *dy, *x;
    float *dw;
    int32_t first, end; /* this core's */
    int32_t multiplier, out_plane, in_plane;
} sample_channels;

static const float *inputs_of(const sample_channels *c, int32_t channel)
{
    return c->x + (c->multiplier == 1 ? channel : channel / c->multiplier) * c->in_plane;
}

/* Output rows of each kernel row, of all channels. */
static void edge_rows(const rp_conv_geometry *g, const rp_xpulp_taps_3 *three, const rp_range rows[3], const sample_channels *c)
{
    for (int32_t channel = c->first; channel < c->end; channel++) {
        const float *dy = c->dy + channel * c->out_plane;
        const float *at = inputs_of(c, channel) - g->pad_top * g->w_in - g->pad_left;
        for (int32_t ky = 0; ky < 3; ky++) {
            if (rows[ky].first < rows[ky].end) {
                rp_xpulp_taps_1x3(three, rows[ky].end - rows[ky].first, dy + rows[ky].first * three->dy_row,
                                  at + ky * g->dilation_h * g->w_in + rows[ky].first * three->x_row, c->dw + 9 * channel + 3 * ky);
            }
        }
    }
}

/* All taps of channels, those rows together where all kernel rows are inside. Each of the three loops stays in the core's instruction cache. */
static void whole_channels(const rp_conv_geometry *g, const rp_xpulp_taps_3 *three, rp_range whole, const sample_channels *c)
{
    rp_range above[3];
    rp_range below[3];
    for (int32_t ky = 0; ky < 3; ky++) {
        const rp_range rows = rp_valid_range(ky * g->dilation_h - g->pad_top, g->h_out, g->stride_h, g->h_in);
        above[ky] = (rp_range){rows.first, rows.end < whole.first ? rows.end : whole.first};
        below[ky] = (rp_range){rows.first > whole.end ? rows.first : whole.end, rows.end};
    }
    edge_rows(g, three, above, c);
    for (int32_t channel = c->first; channel < c->end; channel++) {
        const float *at = inputs_of(c, channel) - g->pad_top * g->w_in - g->pad_left;
        rp_xpulp_taps_3x3(three, whole.end - whole.first, g->dilation_h * g->w_in, c->dy + channel * c->out_plane + whole.first * three->dy_row,
                          at + whole.first * three->x_row, c->dw + 9 * channel);
    }
    edge_rows(g, three, below, c);
}

/* Kernel rows ky .. ky+2: together where all three reach into the input. */
static void three_rows_of_taps(const rp_conv_geometry *g, int32_t ky, const float *dy, const float *x, float *dw)
{
    const int32_t top = ky * g->dilation_h - g->pad_top;
    const rp_range upper = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
    const rp_range lower = rp_valid_range(top + 2 * g->dilation_h, g->h_out, g->stride_h, g->h_in);
    if (upper.first >= lower.end) {
        for (int32_t row = ky; row < ky + 3; row++) {
            kernel_row_by_taps(g, row, 0, g->h_out, dy, x, dw);
        }
        return;
    }
    for (int32_t row = ky; row < ky + 3 && upper.first > 0; row++) {
        kernel_row_by_taps(g, row, 0, upper.first, dy, x, dw);
    }
    rp_xpulp_tap_column t = {lower.end - upper.first, 0, g->w_out, g->stride_w, g->dilation_h * g->w_in, g->stride_h * g->w_in};
    dy += upper.first * g->w_out;
    x += (top + upper.first * g->stride_h) * g->w_in;
    for (int32_t kx = 0; kx < g->k_w; kx++) {
        const int32_t left = kx * g->dilation_w - g->pad_left;
        const rp_range columns = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
        t.columns = columns.end - columns.first;
        if (t.columns > 0) {
            rp_xpulp_tap_column_sums(&t, dy + columns.first, x + left + columns.first * g->stride_w, dw + ky * g->k_w + kx, g->k_w);
        }
    }
    dy -= upper.first * g->w_out;
    x -= (top + upper.first * g->stride_h) * g->w_in;
    for (int32_t row = ky; row < ky + 3 && lower.end < g->h_out; row++) {
        kernel_row_by_taps(g, row, lower.end, g->h_out, dy, x, dw);
    }
}

void rp_conv_dw_f32_bw_weight_xpulp(rp_share share, const rp_conv_geometry *geometry, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const rp_conv_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_conv_geometry *g = &copy;
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    const rp_xpulp_taps_3 three = rows_of_three(g);
    const bool slides = g->k_w == 3 && g->stride_w == 1 && g->dilation_w == 1 && three.first < three.end;
    /* An item is a channel; of few channels, a kernel row of one, so that no core waits. */
    const int32_t item_rows = g->c_out >= 2 * share.cores ? g->k_h : 1;
    const int32_t channel_items = g->k_h / item_rows;
    const rp_range whole = whole_rows(g, three);
    if (db != NULL) {
        rp_xpulp_channel_sums(share, n, g->c_out, out_plane, dy, db);
    }
    const rp_span own = rp_share_of(share, g->c_out * channel_items);
    if (slides && item_rows == 3 && whole.first < whole.end) {
        for (int32_t sample = 0; sample < n; sample++) {
            const sample_channels c = {dy + sample * g->c_out * out_plane, x + sample * g->c_in * in_plane, dw, own.first, own.end, multiplier, out_plane, in_plane};
            whole_channels(g, &three, whole, &c);
        }
        return;
    }
    for (int32_t item = own.first; item < own.end; item++) {
        const int32_t channel = channel_items == 1 ? item : item / channel_items;
        const int32_t first = (item - channel * channel_items) * item_rows;
        const int32_t in_channel = multiplier == 1 ? channel : channel / multiplier;
        float *channel_dw = dw + channel * g->k_h * g->k_w;
        for (int32_t sample = 0; sample < n; sample++) {
            const float *plane_dy = dy + (sample * g->c_out + channel) * out_plane;
            const float *plane_x = x + (sample * g->c_in + in_channel) * in_plane;
            if (slides) {
                rows_of_channel(g, &three, first, first + item_rows, plane_dy, plane_x, channel_dw);
                continue;
            }
            int32_t ky = first;
            for (; ky + 3 <= first + item_rows; ky += 3) {
                three_rows_of_taps(g, ky, plane_dy, plane_x, channel_dw);
            }
            for (; ky < first + item_rows; ky++) {
                kernel_row_by_taps(g, ky, 0, g->h_out, plane_dy, plane_x, channel_dw);
            }
        }
    }
}
