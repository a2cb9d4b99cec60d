/* rp_conv_f32_bw_weight for the FPU of a Cortex-M: for each tap, four input channels by four output channels at a time. */
#include "rp_kernels_f32.h"

#include "internal/rp_channel_sums.h"
#include "internal/rp_tile.h"
#include "internal/rp_window.h"

#include <stddef.h>

static inline void rp_take_sums(int32_t count, int32_t step, const float *from, float *sums)
{
    for (int32_t i = 0; i < count; i++) {
        sums[i] = *from;
        from += step;
    }
}

static inline void rp_put_sums(int32_t count, int32_t step, const float *sums, float *to)
{
    for (int32_t i = 0; i < count; i++) {
        *to = sums[i];
        to += step;
    }
}

/* Sums of one tap: inputs and gradients are those of the first channels and the first valid output, dw the tap's weight there. */
static void rp_tap_sums(rp_tile_walk *walk, int32_t group_in, int32_t in_plane, const float *x, int32_t group_out, int32_t out_plane, const float *dy, int32_t taps, float *dw)
{
    float sums[16] = {0.0f};
    for (int32_t in = 0; in < group_in; in += 4) {
        const int32_t count_in = group_in - in < 4 ? group_in - in : 4;
        for (int32_t out = 0; out < group_out; out += 4) {
            const int32_t count_out = group_out - out < 4 ? group_out - out : 4;
            const float *inputs[4];
            const float *gradients[4];
            float *to = dw + (out * group_in + in) * taps;
            rp_tile_lines(x + in * in_plane, in_plane, count_in, inputs);
            rp_tile_lines(dy + out * out_plane, out_plane, count_out, gradients);
            for (int32_t j = 0; j < count_out; j++) {
                rp_take_sums(count_in, taps, to + j * group_in * taps, sums + 4 * j);
            }
            rp_tile_sums(false, walk, count_in, inputs, count_out, gradients, sums);
            for (int32_t j = 0; j < count_out; j++) {
                rp_put_sums(count_in, taps, sums + 4 * j, to + j * group_in * taps);
            }
        }
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
            rp_tile_walk walk = rp_tile_walk_of(box, in_input, in_gradient);
            const float *input = x + (top + rows.first * g->stride_h) * g->w_in + left + columns.first * g->stride_w;
            const float *gradient = dy + rows.first * g->w_out + columns.first;
            for (int32_t group = 0; group < g->groups; group++) {
                rp_tap_sums(
                    &walk, group_in, in_plane, input + group * group_in * in_plane, group_out, out_plane, gradient + group * group_out * out_plane, taps,
                    dw + group * group_out * group_in * taps + tap);
            }
        }
    }
}
