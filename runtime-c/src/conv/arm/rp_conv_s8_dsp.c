/* Convolution of any geometry in integers, channels-last; docs/numerics.md N6.2. The codes under the windows of two outputs are gathered in rows of bytes, a
 * run of neighbouring taps at a time, then all channels of the group are computed from them. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_row_pairs.h"
#include "internal/rp_window.h"

static void rp_conv_copy(uint8_t *to, const uint8_t *from, int32_t count)
{
    for (; count >= 4; count -= 4) {
        rp_store_word(to, rp_load_word(from));
        to += 4;
        from += 4;
    }
    for (; count > 0; count--) {
        *to++ = *from++;
    }
}

/* The taps of one output of the group that begins at x, in the order [k_h][k_w][c_in/groups]; those in the padding are `zp`. */
static void rp_conv_gather(const rp_conv_geometry *g, const uint8_t *x, int32_t group_in, int32_t oy, int32_t ox, int32_t zp, uint8_t *row, int32_t row_bytes)
{
    const int32_t top = oy * g->stride_h - g->pad_top;
    const int32_t left = ox * g->stride_w - g->pad_left;
    const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
    const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
    const int32_t valid = columns.end - columns.first;
    if (valid < g->k_w || rows.end - rows.first < g->k_h) {
        const uint32_t word = rp_four_bytes((uint32_t)zp);
        for (int32_t i = 0; i < row_bytes; i += 4) {
            rp_store_word(row + i, word);
        }
    }
    if (valid == 0) {
        return;
    }
    const int joined = group_in == g->c_in && g->dilation_w == 1;
    const int32_t runs = joined ? 1 : valid;
    const int32_t run = joined ? valid * group_in : group_in;
    const int32_t step = g->dilation_w * g->c_in;
    const int32_t row_step = g->dilation_h * g->w_in * g->c_in;
    x += (top + rows.first * g->dilation_h) * g->w_in * g->c_in + (left + columns.first * g->dilation_w) * g->c_in;
    row += (rows.first * g->k_w + columns.first) * group_in;
    for (int32_t ky = rows.first; ky < rows.end; ky++) {
        for (int32_t i = 0; i < runs; i++) {
            rp_conv_copy(row + i * run, x + i * step, run);
        }
        x += row_step;
        row += g->k_w * group_in;
    }
}

void rp_conv_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_dsp_channel *q, uint8_t *scratch,
                    uint8_t *y)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t quads = (g->k_h * g->k_w * group_in + 3) / 4;
    const int32_t row_bytes = 4 * quads;
    const int32_t positions = g->h_out * g->w_out;
    rp_store_word(scratch + row_bytes - 4, 0);
    rp_store_word(scratch + 2 * row_bytes - 4, 0);
    for (int32_t group = 0; group < g->groups; group++) {
        int32_t oy = 0;
        int32_t ox = 0;
        for (int32_t position = 0; position < positions; position += 2) {
            const int32_t lone = positions - position == 1;
            for (int32_t i = 0; i < 2 - lone; i++) {
                rp_conv_gather(g, x + group * group_in, group_in, oy, ox, o->zp_in, scratch + i * row_bytes, row_bytes);
                ox++;
                if (ox == g->w_out) {
                    ox = 0;
                    oy++;
                }
            }
            uint8_t *to = y + position * g->c_out + group * group_out;
            rp_row_pair pair = {scratch,
                                lone ? 0 : row_bytes,
                                quads,
                                scratch + row_bytes,
                                w + group * ((group_out + 1) / 2) * 2 * row_bytes,
                                q + group * group_out,
                                group_out > 1 ? (int32_t)sizeof *q : 0,
                                to,
                                lone ? to : to + g->c_out,
                                group_out > 1,
                                group_out};
            rp_row_pairs(&pair);
        }
    }
    rp_clamp_codes(y, positions * g->c_out, o->low, o->high);
}
