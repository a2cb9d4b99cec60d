/* Convolution of any geometry in integers, channels-last, for Xpulp; docs/numerics.md N6.2. The codes under the windows of four outputs are gathered in rows of bytes,
 * then the channels of the group are computed from them. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_window.h"
#include "internal/rp_xpulp_code_matmul.h"
#include "internal/rp_xpulp_copy.h"

#include <stdbool.h>
#include <string.h>

/* Windows that are gathered at a time. */
enum { WINDOWS = 4 };

/* What does not change from output to output. */
typedef struct {
    rp_conv_geometry g;
    const uint8_t *x;
    int32_t group_in, depth;
    uint8_t padding;
    bool joined; /* whether the taps of a row lie side by side */
} conv_windows;

/* The codes under the window of the output at (oy, ox) of a group whose first channel is `channel`. */
static void gather(const conv_windows *c, int32_t channel, int32_t oy, int32_t ox, uint8_t *to)
{
    const rp_conv_geometry *g = &c->g;
    const int32_t top = oy * g->stride_h - g->pad_top;
    const int32_t left = ox * g->stride_w - g->pad_left;
    const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
    const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
    const int32_t valid = columns.end - columns.first;
    if (rows.end - rows.first < g->k_h || valid < g->k_w) {
        memset(to, c->padding, (size_t)c->depth);
    }
    const uint8_t *from = c->x + ((top + rows.first * g->dilation_h) * g->w_in + left + columns.first * g->dilation_w) * g->c_in + channel;
    to += (rows.first * g->k_w + columns.first) * c->group_in;
    for (int32_t ky = rows.first; ky < rows.end; ky++) {
        if (c->joined) {
            rp_xpulp_copy(to, from, valid * c->group_in);
        } else {
            for (int32_t kx = 0; kx < valid; kx++) {
                rp_xpulp_copy(to + kx * c->group_in, from + kx * g->dilation_w * g->c_in, c->group_in);
            }
        }
        from += g->dilation_h * g->w_in * g->c_in;
        to += g->k_w * c->group_in;
    }
}

/* In how many parts the channels of a group are shared out, so that no core idles while there are few windows. */
static int32_t channel_parts(int32_t cores, int32_t blocks, int32_t quads)
{
    int32_t parts = 1;
    while (parts < quads && blocks * parts < 2 * cores) {
        parts++;
    }
    return parts;
}

void rp_conv_s8_xpulp(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                      uint8_t *scratch, uint8_t *y)
{
    conv_windows c = {*g, x, 0, 0, (uint8_t)o->zp_in, false};
    c.group_in = c.g.c_in / c.g.groups;
    c.depth = (c.g.k_h * c.g.k_w * c.group_in + 3) / 4 * 4;
    c.joined = c.g.groups == 1 && c.g.dilation_w == 1;
    const int32_t c_out = c.g.c_out;
    const int32_t w_out = c.g.w_out;
    const int32_t group_out = c_out / c.g.groups;
    const int32_t windows = c.g.h_out * w_out;
    const int32_t blocks = (windows + WINDOWS - 1) / WINDOWS;
    const int32_t quads = (group_out + 3) / 4;
    const int32_t parts = channel_parts(share.cores, blocks * c.g.groups, quads);
    const rp_share alone = {0, 1};
    uint8_t *rows = scratch + share.core * WINDOWS * c.depth;
    const rp_span own = rp_share_of(share, c.g.groups * blocks * parts);
    int32_t gathered = -1;
    int32_t count = 0;
    for (int32_t i = own.first; i < own.end; i++) {
        const int32_t block = i / parts;
        const int32_t group = block / blocks;
        const int32_t window = (block - group * blocks) * WINDOWS;
        if (gathered != block) {
            int32_t oy = window / w_out;
            int32_t ox = window - oy * w_out;
            for (count = 0; count < WINDOWS && window + count < windows; count++) {
                gather(&c, group * c.group_in, oy, ox, rows + count * c.depth);
                ox++;
                if (ox == w_out) {
                    ox = 0;
                    oy++;
                }
            }
            gathered = block;
        }
        const rp_share part = {i - block * parts, parts};
        const rp_span of_quads = rp_share_of(part, quads);
        const int32_t end = 4 * of_quads.end < group_out ? 4 * of_quads.end : group_out;
        /* four channels at least, where there are as many: the product may overlap the one before */
        const int32_t begin = end - 4 * of_quads.first < 4 && group_out >= 4 ? end - 4 : 4 * of_quads.first;
        const int32_t first = group * group_out + begin;
        rp_xpulp_code_matmul(alone, o, end - begin, count, c.depth, w + first * c.depth, rows, q + first, y + window * c_out + first, c_out);
    }
}
