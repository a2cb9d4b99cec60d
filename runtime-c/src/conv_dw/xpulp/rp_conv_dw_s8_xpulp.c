/* 3x3 depthwise convolution of stride 1 in integers, channels-last, for Xpulp; docs/numerics.md N6.2. Shared out by four channels, a stretch of rows and two columns at a
 * time, which are turned first so that the taps of a row lie side by side. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_window.h"
#include "internal/rp_xpulp_dw_codes.h"
#include "internal/rp_xpulp_turn.h"

/* Four channels and a stretch of rows of the output. */
typedef struct {
    const uint8_t *from; /* the first row of the input that is under them, at its first pixel */
    int32_t pixel, width;
    uint32_t padding;
    uint32_t *words;  /* where rows are turned to: those of padding are there already */
    int32_t first, rows; /* of the input: the first word of them, their number */
} dw_stretch;

static void fill(uint32_t *to, int32_t count, uint32_t padding)
{
    for (; count > 0; count--) {
        *to++ = padding;
    }
}

static inline dw_stretch stretch_at(const rp_conv_geometry *g, uint32_t padding, uint32_t *words, const uint8_t *x, int32_t row, int32_t rows)
{
    const int32_t top = row - g->pad_top;
    const rp_range inside = rp_valid_range(top, rows + 2, 1, g->h_in);
    const dw_stretch s = {x + (top + inside.first) * g->w_in * g->c_in, g->c_in, g->w_in, padding, words, inside.first, inside.end - inside.first};
    fill(words, 4 * s.first, padding);
    fill(words + 4 * inside.end, 4 * (rows + 2 - inside.end), padding);
    return s;
}

/* Four pixels of every row from `left` on; those outside of the input are zero points. */
static inline void turn_columns(const dw_stretch *s, int32_t left)
{
    if (s->rows == 0) {
        return;
    }
    const uint8_t *from = s->from + left * s->pixel;
    const int32_t row = s->width * s->pixel;
    rp_xpulp_turn t = {{from, from + s->pixel, from + 2 * s->pixel, from + 3 * s->pixel}, {row, row, row, row}, s->words + 4 * s->first, s->rows};
    if (left < 0 || left + 4 > s->width) {
        for (int32_t i = 0; i < 4; i++) {
            if (left + i < 0 || left + i >= s->width) {
                t.from[i] = (const uint8_t *)&s->padding;
                t.from_row[i] = 0;
            }
        }
    }
    rp_xpulp_turn_rows(&t);
}

void rp_conv_dw_s8_xpulp(rp_share share, const rp_conv_geometry *geometry, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                         uint8_t *scratch, uint8_t *y)
{
    const rp_conv_geometry g = *geometry;
    const rp_s8_output output = *o;
    const int32_t channels = g.c_out;
    const int32_t across = (g.w_out + 1) / 2;
    const int32_t down = (g.h_out + RP_XPULP_DW_ROWS - 1) / RP_XPULP_DW_ROWS;
    const int32_t most = down == 1 ? g.h_out : (g.h_out + down - 1) / down; /* a division takes 33 cycles */
    uint32_t *words = (uint32_t *)(void *)scratch + share.core * 4 * (most + 2);
    const uint32_t padding = (uint32_t)output.zp_in * 0x01010101U;
    const rp_span own = rp_share_of(share, (channels + 3) / 4 * down * across);
    int32_t quad = own.first / (down * across);
    int32_t stretch = down == 1 ? 0 : (own.first - quad * down * across) / across;
    int32_t column = own.first - (quad * down + stretch) * across;
    rp_xpulp_dw_codes t;
    t.to_column = channels;
    t.stage = rp_xpulp_stage_of(&output);
    for (int32_t left = own.end - own.first; left > 0;) {
        /* the last four channels overlap those before where they are no multiple of four */
        const int32_t channel = 4 * quad + 4 <= channels ? 4 * quad : channels - 4;
        const int32_t row = stretch * most;
        t.rows = g.h_out - row < most ? g.h_out - row : most;
        t.threes = (int32_t)((uint32_t)t.rows / 3U);
        t.rest = t.rows - 3 * t.threes;
        t.channels = channel + 4 - 4 * quad;
        t.from = words + 4 - t.channels;
        t.w = (const uint32_t *)(const void *)(w + 48 * quad);
        t.q = q + 4 * quad;
        t.to = y + (row * g.w_out + 2 * column) * channels + 4 * quad;
        const dw_stretch s = stretch_at(&g, padding, words, x + channel, row, t.rows);
        const rp_xpulp_dw_way way = rp_xpulp_dw_way_of(&t, &output);
        const int32_t end = column + left < across ? column + left : across;
        left -= end - column;
        for (; column < end; column++) {
            turn_columns(&s, 2 * column - g.pad_left);
            t.columns = 2 * column + 2 <= g.w_out ? 2 : 1;
            t.to_row = (g.w_out - t.columns + 1) * channels;
            rp_xpulp_dw_compute(&t, way, &output);
            t.to += 2 * channels;
        }
        column = 0;
        stretch++;
        if (stretch == down) {
            stretch = 0;
            quad++;
        }
    }
}
