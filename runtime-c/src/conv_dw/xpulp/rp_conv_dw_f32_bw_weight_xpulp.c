/* Depthwise convolution, weight and bias gradient, for Xpulp: per channel and kernel row; docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_xpulp.h"

#include "rp_numeric.h"

#include "internal/rp_window.h"
#include "internal/rp_xpulp_channel_sums.h"
#include "internal/rp_xpulp_dot.h"
#include "internal/rp_xpulp_slide.h"

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

/* One tap of any geometry. */
static float one_dw_tap(const rp_conv_geometry *g, int32_t tap, const float *dy, const float *x, float sum)
{
    const int32_t top = tap / g->k_w * g->dilation_h - g->pad_top;
    const int32_t left = tap % g->k_w * g->dilation_w - g->pad_left;
    const rp_range rows = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
    const rp_range columns = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
    const int32_t count = columns.end - columns.first, step = g->stride_w, dy_row = g->w_out, x_row = g->stride_h * g->w_in;
    dy += rows.first * dy_row + columns.first;
    x += (top + rows.first * g->stride_h) * g->w_in + left + columns.first * step;
    for (int32_t row = rows.first; row < rows.end; row++) {
        sum = rp_xpulp_dot(count, dy, 1, x, step, sum);
        dy += dy_row;
        x += x_row;
    }
    return sum;
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
            for (int32_t tap = first * g->k_w; tap < (first + item_rows) * g->k_w; tap++) {
                channel_dw[tap] = one_dw_tap(g, tap, plane_dy, plane_x, channel_dw[tap]);
            }
        }
    }
}
