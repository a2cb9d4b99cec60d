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

/* As above, without the number of rows; end <= first where no output has all taps inside. */
static rp_xpulp_taps_3 rows_of_three(const rp_conv_geometry *g)
{
    const int32_t last = g->w_in + g->pad_left - 2 < g->w_out ? g->w_in + g->pad_left - 2 : g->w_out;
    const rp_xpulp_taps_3 r = {0, g->pad_left, last, at_most_2(g->pad_left), at_most_2(g->w_out - last), g->w_out, g->stride_h * g->w_in};
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

/* Three taps side by side over output rows first .. end-1; plane_dy, plane_x: output 0 and its input, tap row ky. */
static void rows_of_tap(const rp_conv_geometry *g, rp_xpulp_taps_3 three, int32_t ky, int32_t first, int32_t end, const float *plane_dy, const float *plane_x,
                        float *dw)
{
    const rp_range rows = rp_valid_range(ky * g->dilation_h - g->pad_top, g->h_out, g->stride_h, g->h_in);
    const int32_t from = first > rows.first ? first : rows.first;
    three.rows = (end < rows.end ? end : rows.end) - from;
    if (three.rows > 0) {
        rp_xpulp_taps_1x3(&three, plane_dy + from * three.dy_row, plane_x + ky * g->dilation_h * g->w_in + from * three.x_row, dw + 3 * ky);
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

/* One channel of one sample, taps of kernel rows first .. end-1; `whole` where those are all three. */
static void channel_of_three(const rp_conv_geometry *g, rp_xpulp_taps_3 three, rp_range whole, int32_t first, int32_t end, const float *dy, const float *x,
                             float *dw)
{
    const float *at = x - g->pad_top * g->w_in - g->pad_left; /* output 0's input */
    for (int32_t ky = first; ky < end && whole.first > 0; ky++) {
        rows_of_tap(g, three, ky, 0, whole.first, dy, at, dw);
    }
    if (whole.first < whole.end) {
        three.rows = whole.end - whole.first;
        rp_xpulp_taps_3x3(&three, g->dilation_h * g->w_in, dy + whole.first * three.dy_row, at + whole.first * three.x_row, dw);
    }
    for (int32_t ky = first; ky < end && whole.end < g->h_out; ky++) {
        rows_of_tap(g, three, ky, whole.end, g->h_out, dy, at, dw);
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
    const rp_range none = {g->h_out, g->h_out};
    const rp_range whole = item_rows == 3 ? whole_rows(g, three) : none;
    if (db != NULL) {
        rp_xpulp_channel_sums(share, n, g->c_out, out_plane, dy, db);
    }
    const rp_span own = rp_share_of(share, g->c_out * channel_items);
    for (int32_t item = own.first; item < own.end; item++) {
        const int32_t channel = channel_items == 1 ? item : item / channel_items;
        const int32_t first = (item - channel * channel_items) * item_rows;
        const int32_t in_channel = multiplier == 1 ? channel : channel / multiplier;
        float *channel_dw = dw + channel * g->k_h * g->k_w;
        for (int32_t sample = 0; sample < n; sample++) {
            const float *plane_dy = dy + (sample * g->c_out + channel) * out_plane;
            const float *plane_x = x + (sample * g->c_in + in_channel) * in_plane;
            if (slides) {
                channel_of_three(g, three, whole, first, first + item_rows, plane_dy, plane_x, channel_dw);
                continue;
            }
            for (int32_t tap = first * g->k_w; tap < (first + item_rows) * g->k_w; tap++) {
                channel_dw[tap] = one_dw_tap(g, tap, plane_dy, plane_x, channel_dw[tap]);
            }
        }
    }
}
