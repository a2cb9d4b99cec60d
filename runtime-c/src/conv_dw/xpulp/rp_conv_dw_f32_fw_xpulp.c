/* Depthwise convolution, forward, for Xpulp; docs/numerics.md N2.1. 3x3 at stride 1 streams columns, other windows of 3x3 go by lines, all others window by window. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_window.h"
#include "internal/rp_xpulp_dw3x3.h"
#include "internal/rp_xpulp_dw_line.h"
#include "internal/rp_xpulp_window.h"

#include <stdbool.h>
#include <stddef.h>

/* Outputs of one plane: rows and columns from the first ones on. */
typedef struct {
    rp_range rows, columns;
} dw_outputs;

static rp_range dw_common(rp_range a, rp_range b)
{
    const int32_t first = a.first > b.first ? a.first : b.first;
    const int32_t end = a.end < b.end ? a.end : b.end;
    const rp_range both = {first, end > first ? end : first};
    return both;
}

/* Window by window. */
static void dw_by_windows(const rp_conv_geometry *g, dw_outputs some, const float *x, const float *w, float bias, float *y)
{
    for (int32_t oy = some.rows.first; oy < some.rows.end && some.columns.first < some.columns.end; oy++) {
        const int32_t top = oy * g->stride_h - g->pad_top;
        const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
        const float *row = x + (top + rows.first * g->dilation_h) * g->w_in;
        rp_xpulp_window window = {rows.end - rows.first, 0, g->dilation_w, g->dilation_h * g->w_in, 1, g->k_w};
        for (int32_t ox = some.columns.first; ox < some.columns.end; ox++) {
            const int32_t left = ox * g->stride_w - g->pad_left;
            const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
            window.columns = columns.end - columns.first;
            y[oy * g->w_out + ox] = rp_xpulp_window_sum(&window, row + left + columns.first * g->dilation_w, w + rows.first * g->k_w + columns.first, bias);
        }
    }
}

/* Outputs all of whose taps along an axis are inside. */
static rp_range dw_inside(int32_t kernel, int32_t stride, int32_t dilation, int32_t pad, int32_t in, int32_t out)
{
    return dw_common(rp_valid_range(-pad, out, stride, in), rp_valid_range((kernel - 1) * dilation - pad, out, stride, in));
}

/* Outputs that have the same taps inside, of 3x3, by lines if there are enough of these, else window by window. */
static void dw_by_lines(const rp_conv_geometry *g, dw_outputs some, const float *x, const float *w, float bias, float *y)
{
    const int32_t width = some.columns.end - some.columns.first, height = some.rows.end - some.rows.first;
    if (width <= 0 || height <= 0) {
        return;
    }
    const int32_t top = some.rows.first * g->stride_h - g->pad_top;
    const int32_t left = some.columns.first * g->stride_w - g->pad_left;
    const rp_range ky = rp_valid_range(top, 3, g->dilation_h, g->h_in);
    const rp_range kx = rp_valid_range(left, 3, g->dilation_w, g->w_in);
    const int32_t rows = ky.end - ky.first, columns = kx.end - kx.first;
    const int32_t row = g->dilation_h * g->w_in, down = g->stride_h * g->w_in;
    const float *from = x + (top + ky.first * g->dilation_h) * g->w_in + left + kx.first * g->dilation_w;
    float *to = y + some.rows.first * g->w_out + some.columns.first;
    const float *taps = w + 3 * ky.first + kx.first;
    const rp_xpulp_line_steps along = {row, g->dilation_w, g->stride_w, 1};
    if (columns == 3 && rows == 3) {
        rp_xpulp_lines_3x3(height, width, from, down, along, taps, bias, to, g->w_out);
    } else if (columns == 3 && rows == 2) {
        for (int32_t i = 0; i < height; i++) {
            rp_xpulp_line_2x3(width, from + i * down, along, taps, bias, to + i * g->w_out);
        }
    } else if (columns == 2 && rows == 3) {
        const rp_xpulp_line_steps downwards = {row, g->dilation_w, down, g->w_out};
        for (int32_t i = 0; i < width; i++) {
            rp_xpulp_line_3x2(height, from + i * g->stride_w, downwards, taps, bias, to + i);
        }
    } else {
        dw_by_windows(g, some, x, w, bias, y);
    }
}

/* Columns of outputs in parts that have the same taps inside: single ones at both ends. */
static void dw_row_part(const rp_conv_geometry *g, rp_range rows, rp_range inside, const float *x, const float *w, float bias, float *y)
{
    for (int32_t ox = 0; ox < inside.first; ox++) {
        dw_by_lines(g, (dw_outputs){rows, {ox, ox + 1}}, x, w, bias, y);
    }
    dw_by_lines(g, (dw_outputs){rows, inside}, x, w, bias, y);
    for (int32_t ox = inside.end; ox < g->w_out; ox++) {
        dw_by_lines(g, (dw_outputs){rows, {ox, ox + 1}}, x, w, bias, y);
    }
}

/* Output rows `rows` of one plane. inside: outputs of the plane with all taps inside. */
static void dw_plane_rows(const rp_conv_geometry *g, dw_outputs inside, rp_range rows, const float *x, const float *w, float bias, float *y)
{
    if (g->k_h != 3 || g->k_w != 3) {
        dw_by_windows(g, (dw_outputs){rows, {0, g->w_out}}, x, w, bias, y);
        return;
    }
    const rp_range middle = dw_common(rows, inside.rows);
    for (int32_t oy = rows.first; oy < rows.end;) {
        const rp_range part = {oy, oy == middle.first && middle.end > oy ? middle.end : oy + 1};
        dw_row_part(g, part, inside.columns, x, w, bias, y);
        oy = part.end;
    }
}

static void dw_rows_forward(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const int32_t multiplier = g->c_out / g->c_in;
    const dw_outputs inside = {dw_inside(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_in, g->h_out),
                               dw_inside(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_in, g->w_out)};
    const rp_span own = rp_share_of(share, n * g->c_out * g->h_out);
    for (int32_t item = own.first; item < own.end;) {
        const int32_t plane = item / g->h_out;
        const int32_t channel = plane % g->c_out;
        const int32_t begin = plane * g->h_out;
        const rp_range rows = {item - begin, own.end - begin < g->h_out ? own.end - begin : g->h_out};
        dw_plane_rows(g, inside, rows, x + plane / multiplier * g->h_in * g->w_in, w + channel * g->k_h * g->k_w, b == NULL ? 0.0f : b[channel],
                      y + begin * g->w_out);
        item = begin + rows.end;
    }
}

void rp_conv_dw_f32_fw_xpulp(rp_share share, const rp_conv_geometry *geometry, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const rp_conv_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_conv_geometry *g = &copy;
    if (!rp_xpulp_is_dw3x3(g)) {
        dw_rows_forward(share, g, n, x, w, b, y);
        return;
    }
    const int32_t multiplier = g->c_out / g->c_in;
    const rp_span own = rp_share_of(share, n * g->c_out * g->w_out);
    rp_xpulp_plane p = {NULL, g->h_in, g->w_in, NULL, g->h_out, g->w_out, g->pad_top, g->pad_left, 1, 0.0f};
    for (int32_t item = own.first; item < own.end;) {
        const int32_t plane = item / g->w_out; /* output channel of a sample */
        const int32_t channel = plane % g->c_out;
        int32_t column = item - plane * g->w_out;
        p.from = x + plane / multiplier * g->h_in * g->w_in;
        p.to = y + plane * g->h_out * g->w_out;
        p.bias = b == NULL ? 0.0f : b[channel];
        for (; column < g->w_out && item < own.end; column++, item++) {
            rp_xpulp_dw3x3_column(&p, w + channel * 9, column);
        }
    }
}
