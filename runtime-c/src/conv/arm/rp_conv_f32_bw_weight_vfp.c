/* rp_conv_f32_bw_weight for the FPU of a Cortex-M: for each tap, four input channels by four output channels at a time. */
#include "rp_kernels_f32.h"

#include "internal/rp_channel_sums.h"
#include "internal/rp_tile.h"
#include "internal/rp_window.h"

#include <stddef.h>

/* Channels of one operand of a tap's sums: its first element, elements to the next channel, and elements from a weight of it to that of the next. */
typedef struct {
    const float *first;
    int32_t channels, plane, weight_step;
} rp_tap_side;

/* Sums of one tap: all channels a with all channels b, dw the first ones' weight. */
static inline void rp_side_sums(rp_tile_blocks *blocks, rp_tile_blocks *exchanged, rp_tap_side a, rp_tap_side b, float *dw)
{
    rp_tile_lines lines;
    lines.b = b.first;
    lines.b_step = b.plane;
    lines.start_step = b.weight_step;
    lines.y_step = b.weight_step;
    lines.lines_b = b.channels;
    for (int32_t first = 0; first < a.channels; first += 4) {
        const int32_t count = a.channels - first < 4 ? a.channels - first : 4;
        for (int32_t i = 0; i < 4; i++) {
            /* cppcheck-suppress knownConditionTrueFalse -- count is 1 to 4; cppcheck takes it for less */
            const int32_t channel = first + (i < count ? i : count - 1);
            lines.a[i] = a.first + channel * a.plane;
            lines.start[i] = dw + channel * a.weight_step;
            lines.y[i] = dw + channel * a.weight_step;
        }
        rp_tile_sums(false, false, blocks, exchanged, count, &lines);
    }
}

/* The output channels that fill no block of four by themselves, with all input channels, where they are worth a block. */
static void rp_tap_sums(rp_tile_walk *walk, rp_tap_side inputs, rp_tap_side gradients, float *dw)
{
    rp_tap_side rest = gradients;
    rest.channels = gradients.channels % 4 == 3 ? 3 : 0;
    gradients.channels -= rest.channels;
    if (gradients.channels > 0) {
        rp_side_sums(&walk->blocks, &walk->exchanged, inputs, gradients, dw);
    }
    if (rest.channels > 0) {
        rest.first += gradients.channels * rest.plane;
        rp_side_sums(&walk->exchanged, &walk->blocks, rest, inputs, dw + gradients.channels * rest.weight_step);
    }
}

void rp_conv_f32_bw_weight_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    /* The boxes: samples, output rows, output columns. */
    const rp_steps in_input = {g->c_in * in_plane, g->stride_h * g->w_in, g->stride_w, 0};
    const rp_steps in_gradient = {g->c_out * out_plane, g->w_out, 1, 0};
    if (db != NULL) {
        rp_channel_sums(n, g->c_out, out_plane, dy, db);
    }
    for (int32_t tap = 0; tap < taps; tap++) {
        const int32_t top = tap / g->k_w * g->dilation_h - g->pad_top;
        const int32_t left = tap % g->k_w * g->dilation_w - g->pad_left;
        const rp_range rows = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
        const rp_range columns = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
        const rp_box box = {n, rows.end - rows.first, columns.end - columns.first};
        if (box.channels > 0 && box.rows > 0 && box.columns > 0) {
            rp_tile_walk walk;
            rp_tile_walk_of(false, &walk, box, in_input, in_gradient);
            const float *input = x + (top + rows.first * g->stride_h) * g->w_in + left + columns.first * g->stride_w;
            const float *gradient = dy + rows.first * g->w_out + columns.first;
            for (int32_t group = 0; group < g->groups; group++) {
                const rp_tap_side inputs = {input + group * group_in * in_plane, group_in, in_plane, taps};
                const rp_tap_side gradients = {gradient + group * group_out * out_plane, group_out, out_plane, group_in * taps};
                rp_tap_sums(&walk, inputs, gradients, dw + group * group_out * group_in * taps + tap);
            }
        }
    }
}
