/* Convolution of any geometry in integers, reading channels-last; docs/numerics.md N6.2. The codes under the windows of two outputs are gathered in rows of
 * bytes, a run of neighbouring taps at a time, then all channels of the group are computed from them. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_row_pairs.h"
#include "internal/rp_window.h"

/* What does not change from output to output. Codes of a window: `runs` runs of `run` bytes in each row of taps. */
typedef struct {
    int32_t group_in, row_bytes;
    int32_t taps_row;              /* bytes of a row of taps where they are gathered */
    int32_t pixel, x_row;          /* bytes to the next tap, to the next row of taps */
    int32_t joined;                /* whether a row of taps is one run */
    uint32_t padding;              /* four zero points */
    const uint8_t *end;            /* of the input */
} rp_conv_rows;

static inline void rp_conv_copy(uint8_t *to, const uint8_t *from, int32_t count)
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

/* A window that lies in the input, its rows of taps joined, in whole words: what is written too much is overwritten by the next row, or unused. */
static inline void rp_conv_gather_words(const rp_conv_rows *c, int32_t k_h, const uint8_t *x, uint8_t *row)
{
    for (int32_t ky = 0; ky < k_h; ky++) {
        const uint8_t *from = x;
        uint8_t *to = row;
        for (int32_t left = c->taps_row; left > 0; left -= 4) {
            rp_store_word(to, rp_load_word(from));
            to += 4;
            from += 4;
        }
        x += c->x_row;
        row += c->taps_row;
    }
}

/* Any window, whose first tap would be at x: taps outside of `rows` and `columns` are padding. */
static void rp_conv_gather(const rp_conv_rows *c, int32_t k_w, rp_range rows, rp_range columns, const uint8_t *x, uint8_t *row)
{
    for (int32_t i = 0; i < c->row_bytes; i += 4) {
        rp_store_word(row + i, c->padding);
    }
    const int32_t valid = columns.end - columns.first;
    const int32_t runs = c->joined ? valid > 0 : valid;
    const int32_t run = c->joined ? valid * c->group_in : c->group_in;
    for (int32_t ky = rows.first; ky < rows.end; ky++) {
        for (int32_t i = 0; i < runs; i++) {
            rp_conv_copy(row + (ky * k_w + columns.first) * c->group_in + i * run, x + ky * c->x_row + (columns.first + i) * c->pixel, run);
        }
    }
}

/* The window of one output of the group that begins at x. */
static inline void rp_conv_window(const rp_conv_rows *c, const rp_conv_geometry *g, rp_range rows, int32_t top, int32_t ox, const uint8_t *x, uint8_t *row)
{
    const int32_t left = ox * g->stride_w - g->pad_left;
    const int32_t first = (top * g->w_in + left) * g->c_in;
    const int inside = c->joined && left >= 0 && left + g->k_w <= g->w_in && rows.end - rows.first == g->k_h;
    if (inside && c->end - (x + first) >= (g->k_h - 1) * c->x_row + c->taps_row + 3) {
        rp_conv_gather_words(c, g->k_h, x + first, row);
    } else {
        const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
        rp_conv_gather(c, g->k_w, rows, columns, x + first, row);
    }
}

void rp_conv_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, int32_t y_pixel, int32_t y_channel, const uint8_t *x, const int8_t *w,
                    const rp_dsp_channel *q, uint8_t *scratch, uint8_t *y)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t row_bytes = (g->k_h * g->k_w * group_in + 3) / 4 * 4;
    const rp_conv_rows c = {group_in,
                            row_bytes,
                            g->k_w * group_in,
                            g->dilation_w * g->c_in,
                            g->dilation_h * g->w_in * g->c_in,
                            g->groups == 1 && g->dilation_w == 1,
                            rp_four_bytes((uint32_t)o->zp_in),
                            x + g->h_in * g->w_in * g->c_in};
    for (int32_t group = 0; group < g->groups; group++) {
        uint8_t *to = y;
        int32_t gathered = 0;
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            const int32_t top = oy * g->stride_h - g->pad_top;
            const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                rp_conv_window(&c, g, rows, top, ox, x, scratch + gathered * row_bytes);
                gathered++;
                const int last = oy == g->h_out - 1 && ox == g->w_out - 1;
                if (gathered < 2 && !last) {
                    continue;
                }
                const int32_t second = gathered - 1;
                rp_row_pair pair = {scratch,
                                    second * row_bytes,
                                    row_bytes / 4,
                                    scratch + row_bytes,
                                    w,
                                    q,
                                    group_out > 1 ? (int32_t)sizeof *q : 0,
                                    to,
                                    to + second * y_pixel,
                                    group_out > 1 ? y_channel : 0,
                                    group_out};
                rp_row_pairs(&pair);
                to += 2 * y_pixel;
                gathered = 0;
            }
        }
        x += group_in;
        y += group_out * y_channel;
        w += (group_out + 1) / 2 * 2 * row_bytes;
        q += group_out;
    }
    rp_clamp_codes(y - g->c_out * y_channel, g->h_out * g->w_out * g->c_out, o->low, o->high);
}
