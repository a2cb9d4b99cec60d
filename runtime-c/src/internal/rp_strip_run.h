/* Runs a strip (rp_strip.h) by the assembly that fits its taps, or by its portable twin. */
#ifndef RP_STRIP_RUN_H
#define RP_STRIP_RUN_H

#include "internal/rp_strip_tall.h"

#ifdef RP_VFP_ASM
/* Whether the positions of a block follow row on row, three rows of two or three columns each, with contiguous weights. */
static inline bool rp_strip_rolls(const rp_strip *s)
{
    return s->rows == 3 && s->w_tap == 4 && s->x_next[0] == s->x_row && s->x_next[1] == 2 * s->x_row && s->x_next[2] == 3 * s->x_row;
}

/* Columns go upwards, weights are contiguous. */
static inline void rp_strip_run_up(rp_strip *strip)
{
    const int32_t columns = strip->x_tap == 4 ? strip->columns : 0;
    if (columns == 3 && rp_strip_rolls(strip)) {
        RP_DW_ASM(RP_DW_UP_ROLL_3)
    } else if (columns == 2 && rp_strip_rolls(strip)) {
        RP_DW_ASM(RP_DW_UP_ROLL_2)
    } else if (columns == 1) {
        RP_DW_ASM(RP_DW_UP_1)
    } else if (columns == 2) {
        RP_DW_ASM(RP_DW_UP_2)
    } else if (columns == 3) {
        RP_DW_ASM(RP_DW_UP_3)
    } else if (columns == 4) {
        RP_DW_ASM(RP_DW_UP_4)
    } else if (columns == 5) {
        RP_DW_ASM(RP_DW_UP_5)
    } else {
        RP_DW_ASM(RP_DW_TEXT_ANY)
    }
}

/* Columns go downwards. */
static inline void rp_strip_run_down(rp_strip *strip)
{
    const int32_t columns = strip->x_tap == -4 ? strip->columns : 0;
    if (rp_strip_is_flat(strip)) {
        rp_strip_run_flat(strip);
    } else if (rp_strip_is_tall(strip)) {
        rp_strip_run_tall(strip);
    } else if (columns == 3 && rp_strip_rolls(strip)) {
        RP_DW_ASM(RP_DW_DOWN_ROLL_3)
    } else if (columns == 2 && rp_strip_rolls(strip)) {
        RP_DW_ASM(RP_DW_DOWN_ROLL_2)
    } else if (columns == 1) {
        RP_DW_ASM(RP_DW_DOWN_1)
    } else if (columns == 2) {
        RP_DW_ASM(RP_DW_DOWN_2)
    } else if (columns == 3) {
        RP_DW_ASM(RP_DW_DOWN_3)
    } else if (columns == 4) {
        RP_DW_ASM(RP_DW_DOWN_4)
    } else if (columns == 5) {
        RP_DW_ASM(RP_DW_DOWN_5)
    } else {
        RP_DW_ASM(RP_DW_TEXT_ANY)
    }
}

static inline void rp_strip_run(bool backward, rp_strip *strip)
{
    if (backward) {
        rp_strip_run_down(strip);
    } else {
        rp_strip_run_up(strip);
    }
}
#else
/* Over rows first..end-1 of the taps. */
static inline float rp_strip_sum(const rp_strip *s, int32_t first, int32_t end, const float *x, const float *w, float sum)
{
    const int32_t size = (int32_t)sizeof(float);
    const int32_t w_row = s->w_rest + s->columns * s->w_tap;
    for (int32_t tap = first * s->columns; tap < end * s->columns; tap++) {
        const int32_t row = tap / s->columns;
        const int32_t column = tap % s->columns;
        sum = rp_mac(sum, x[(row * s->x_row + column * s->x_tap) / size], w[(row * w_row + column * s->w_tap) / size]);
    }
    return sum;
}

static inline void rp_strip_run(bool backward, const rp_strip *s)
{
    (void)backward;
    const int32_t size = (int32_t)sizeof(float);
    int32_t x = 0;
    int32_t y = 0;
    for (int32_t channel = 0; channel < s->channels; channel++) {
        const float *w = s->w + channel * (s->w_channel / size);
        const float start = s->start[channel * (s->start_channel / size)];
        for (int32_t line = 0; line < s->lines; line++) {
            for (int32_t block = 0; block < s->blocks; block++) {
                for (int i = 0; i < 4; i++) {
                    const int32_t x_at = x + (i == 0 ? 0 : s->x_next[i - 1]);
                    const int32_t y_at = y + (i == 0 ? 0 : s->y_next[i - 1]);
                    const int32_t first = i == 0 && s->blocks - block == s->lacks_first ? 1 : 0;
                    const int32_t end = i == 3 && s->blocks - block == s->lacks_last ? s->rows - 1 : s->rows;
                    s->y[y_at / size] = rp_strip_sum(s, first, end, s->x + x_at / size, w, start);
                }
                x += s->x_block;
                y += s->y_block;
            }
            x += s->x_line;
            y += s->y_line;
        }
        x += s->x_channel;
        y += s->y_channel;
    }
}
#endif

#endif
