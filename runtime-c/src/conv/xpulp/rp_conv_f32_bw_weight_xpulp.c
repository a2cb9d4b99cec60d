/* Convolution of any geometry, weight and bias gradient, for Xpulp: per tap, blocks of four output and four input channels; docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_window.h"
#include "internal/rp_xpulp_channel_sums.h"
#include "internal/rp_xpulp_rows.h"
#include "internal/rp_xpulp_window.h"

#include <stddef.h>

enum { FLOAT_BYTES = (int)sizeof(float) };

/* The outputs that one tap reaches, and where its sums stand. A row of the walk is a row of outputs; there is one row to a plane, so that the walk's table
 * needs two entries however high the output is. */
typedef struct {
    const rp_conv_geometry *g;
    int32_t rows, columns;
    int32_t in_plane, out_plane;
    int32_t input_step, output_step; /* from one channel's weights to the next one's */
    rp_xpulp_row_step steps[2], swapped[2];
} tap_place;

static rp_xpulp_walk tap_walk(const float *at, int32_t across, int32_t along)
{
    const rp_xpulp_walk walk = {at, across * FLOAT_BYTES, (along - 3 * across) * FLOAT_BYTES};
    return walk;
}

static rp_xpulp_rows tap_rows(const tap_place *at, const rp_xpulp_row_step *steps, rp_xpulp_walk a, rp_xpulp_walk b, rp_xpulp_walk from, float *to)
{
    const rp_xpulp_rows p = {a, b, from, to, from.next, from.back, at->columns - 1, steps, (int32_t)sizeof *steps, at->rows, 1, 0, 0};
    return p;
}

/* `outputs` and `inputs` channels, at most four each. */
static void tap_block(const tap_place *at, int32_t outputs, int32_t inputs, const float *dy, const float *x, float *dw)
{
    const int32_t stride = at->g->stride_w;
    if (outputs == 4 && inputs == 4) {
        rp_xpulp_rows p = tap_rows(at, at->steps, tap_walk(dy, at->out_plane, 1), tap_walk(x, at->in_plane, stride),
                                   tap_walk(dw, at->input_step, at->output_step), dw);
        rp_xpulp_rows_4x4(&p);
    } else if (outputs == 4) {
        for (int32_t i = 0; i < inputs; i++) {
            float *to = dw + i * at->input_step;
            const rp_xpulp_walk b = {x + i * at->in_plane, stride * FLOAT_BYTES, 0};
            rp_xpulp_rows p = tap_rows(at, at->steps, tap_walk(dy, at->out_plane, 1), b, tap_walk(to, at->output_step, 0), to);
            rp_xpulp_rows_4x1(&p);
        }
    } else if (inputs == 4) {
        for (int32_t i = 0; i < outputs; i++) {
            float *to = dw + i * at->output_step;
            const rp_xpulp_walk b = {dy + i * at->out_plane, FLOAT_BYTES, 0};
            rp_xpulp_rows p = tap_rows(at, at->swapped, tap_walk(x, at->in_plane, stride), b, tap_walk(to, at->input_step, 0), to);
            rp_xpulp_rows_4x1(&p);
        }
    } else {
        for (int32_t pair = 0; pair < outputs * inputs; pair++) {
            const float *row_dy = dy + pair / inputs * at->out_plane;
            const float *row_x = x + pair % inputs * at->in_plane;
            float *to = dw + pair / inputs * at->output_step + pair % inputs * at->input_step;
            const rp_xpulp_window all = {at->rows, at->columns, 1, at->g->w_out, stride, at->g->stride_h * at->g->w_in};
            *to = rp_xpulp_window_sum(&all, row_dy, row_x, *to);
        }
    }
}

/* One sample of one tap, output channels c .. c+outputs-1 and input channels i .. i+inputs-1 of a group. */
static void one_tap(tap_place *at, int32_t tap, int32_t group, int32_t c, int32_t outputs, int32_t i, int32_t inputs, const float *x, const float *dy, float *dw)
{
    const rp_conv_geometry *g = at->g;
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t top = tap / g->k_w * g->dilation_h - g->pad_top;
    const int32_t left = tap % g->k_w * g->dilation_w - g->pad_left;
    const rp_range rows = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
    const rp_range columns = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
    at->rows = rows.end - rows.first;
    at->columns = columns.end - columns.first;
    if (at->rows == 0 || at->columns == 0) {
        return;
    }
    const rp_xpulp_row_step back = {-at->columns * g->stride_w * FLOAT_BYTES, -at->columns * FLOAT_BYTES};
    const rp_xpulp_row_step next = {back.b + g->stride_h * g->w_in * FLOAT_BYTES, back.a + g->w_out * FLOAT_BYTES};
    at->steps[0] = next;
    at->steps[1] = back;
    for (int32_t e = 0; e < 2; e++) {
        at->swapped[e].b = at->steps[e].a;
        at->swapped[e].a = at->steps[e].b;
    }
    const int32_t first_c = group * group_out + c;
    tap_block(at, outputs, inputs, dy + first_c * at->out_plane + rows.first * g->w_out + columns.first,
              x + (group * group_in + i) * at->in_plane + (top + rows.first * g->stride_h) * g->w_in + left + columns.first * g->stride_w,
              dw + first_c * at->output_step + i * at->input_step + tap);
}

void rp_conv_f32_bw_weight_xpulp(rp_share share, const rp_conv_geometry *geometry, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const rp_conv_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_conv_geometry *g = &copy;
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_quads = (group_in + 3) / 4;
    const int32_t out_quads = (group_out + 3) / 4;
    tap_place at = {g, 0, 0, g->h_in * g->w_in, g->h_out * g->w_out, taps, group_in * taps, {{0, 0}, {0, 0}}, {{0, 0}, {0, 0}}};
    if (db != NULL) {
        rp_xpulp_channel_sums(share, n, g->c_out, at.out_plane, dy, db);
    }
    const rp_span own = rp_share_of(share, g->groups * out_quads * in_quads * taps);
    for (int32_t item = own.first; item < own.end; item++) {
        const int32_t quad = item / taps;
        const int32_t pair = quad / in_quads;
        const int32_t group = pair / out_quads;
        const int32_t i = (quad - pair * in_quads) * 4;
        const int32_t c = (pair - group * out_quads) * 4;
        const int32_t outputs = group_out - c < 4 ? group_out - c : 4;
        const int32_t inputs = group_in - i < 4 ? group_in - i : 4;
        for (int32_t sample = 0; sample < n; sample++) {
            one_tap(&at, item - quad * taps, group, c, outputs, i, inputs, x + sample * g->c_in * at.in_plane, dy + sample * g->c_out * at.out_plane, dw);
        }
    }
}
