/* Four channels of a stretch of input rows under depthwise windows, for Xpulp: turned, so that a word holds four taps of a row. Rows and pixels outside of the input are zero points. */
#ifndef RP_XPULP_DW_STRETCH_H
#define RP_XPULP_DW_STRETCH_H

#include "rp_geometry.h"

#include "internal/rp_window.h"
#include "internal/rp_xpulp_turn.h"

/* The words of a row: one of each channel. */
enum { RP_XPULP_STRETCH_WORDS = 4 };

typedef struct {
    const uint8_t *from; /* the first row inside the input, at its first pixel and the first channel */
    int32_t pixel, width, row; /* bytes of a pixel; pixels of a row; bytes from row to row */
    uint32_t padding;
    int32_t first, rows, end; /* rows inside the input: the number of the first one, how many; all rows */
} rp_xpulp_dw_stretch;

/* `rows` rows of the input x from `top` on, the dilation apart. x: at the first of the four channels; `row` and `pixel`: bytes from one to the next. */
static inline rp_xpulp_dw_stretch rp_xpulp_dw_stretch_at(const rp_conv_geometry *g, int32_t row, int32_t pixel, uint32_t padding, const uint8_t *x, int32_t top, int32_t rows)
{
    const rp_range inside = rp_valid_range(top, rows, g->dilation_h, g->h_in);
    const rp_xpulp_dw_stretch s = {x + (top + inside.first * g->dilation_h) * row, pixel, g->w_in, g->dilation_h * row, padding, inside.first, inside.end - inside.first, rows};
    return s;
}

/* The words of the rows outside. */
static inline void rp_xpulp_dw_stretch_fill(const rp_xpulp_dw_stretch *s, uint32_t *words)
{
    for (int32_t i = 0; i < RP_XPULP_STRETCH_WORDS * s->first; i++) {
        words[i] = s->padding;
    }
    for (int32_t i = RP_XPULP_STRETCH_WORDS * (s->first + s->rows); i < RP_XPULP_STRETCH_WORDS * s->end; i++) {
        words[i] = s->padding;
    }
}

/* The words of the rows inside: pixels left, left + step, ..., of which the first `taps` are wanted. */
static inline void rp_xpulp_dw_stretch_turn(const rp_xpulp_dw_stretch *s, uint32_t *words, int32_t left, int32_t step, int32_t taps)
{
    if (s->rows == 0) {
        return;
    }
    const int32_t next = step * s->pixel;
    const uint8_t *from = s->from + left * s->pixel;
    const int32_t row = s->row;
    rp_xpulp_turn t = {{from, from + next, from + 2 * next, from + 3 * next}, {row, row, row, row}, words + RP_XPULP_STRETCH_WORDS * s->first, s->rows};
    if (left < 0 || left + 3 * step >= s->width || taps < 4) {
        for (int32_t i = 0; i < 4; i++) {
            if (left + i * step < 0 || left + i * step >= s->width || i >= taps) {
                t.from[i] = (const uint8_t *)&s->padding;
                t.from_row[i] = 0;
            }
        }
    }
    rp_xpulp_turn_rows(&t);
}

#endif
