/* The sums of products of up to four lines `a` with any number of lines `b`, by whichever blocks of registers fit. */
#ifndef RP_TILE_H
#define RP_TILE_H

#include "internal/rp_tile_4x1.h"
#include "internal/rp_tile_4x2.h"
#include "internal/rp_tile_4x4.h"
#include "internal/rp_tile_window.h"

/* Blocks, and the same with a and b exchanged. */
typedef struct {
    rp_tile_blocks blocks, exchanged;
} rp_tile_walk;

/* `downwards` is a constant here and below: whether contiguous columns of a are expected one before the other. */
static inline void rp_tile_walk_of(bool downwards, rp_tile_walk *walk, rp_box box, rp_steps a, rp_steps b)
{
    walk->blocks.nest = rp_nest_of(box, a, b);
    walk->exchanged.nest = rp_nest_of(box, b, a);
    rp_blocks_list(&walk->blocks, downwards);
    rp_blocks_list(&walk->exchanged, false);
}

/* Sums with a[i] begin at start[i] and are stored at y[i]; where fewer than four lines of a are wanted, the last one stands for those that are missing. Steps
 * are elements from one line of b (and its sums) to the next. */
typedef struct {
    const float *a[4], *start[4];
    float *y[4];
    const float *b;
    int32_t b_step, start_step, y_step;
    int32_t lines_b; /* at least 1 */
} rp_tile_lines;

/* Steps of `blocks` that take `together` lines of b each. */
static inline void rp_tile_steps(rp_tile_blocks *blocks, const rp_tile_lines *lines, int32_t together, int32_t count)
{
    const int32_t size = (int32_t)sizeof(float);
    blocks->a_on = 0;
    blocks->b_on = size * together * lines->b_step;
    blocks->start_row = size * lines->start_step;
    blocks->y_row = size * lines->y_step;
    blocks->blocks = count;
}

/* Four lines of b at a time, `first` and up (or the last again), as those of a; sums are those of line i of `lines`. */
static inline void rp_tile_turned(rp_tile_blocks *blocks, const rp_tile_lines *lines, int32_t i, int32_t first)
{
    const int32_t left = lines->lines_b - first;
    for (int32_t j = 0; j < 4; j++) {
        const int32_t line = first + (j < left ? j : left - 1);
        blocks->a[j] = lines->b + line * lines->b_step;
        blocks->start[j] = lines->start[i] + line * lines->start_step;
        blocks->y[j] = lines->y[i] + line * lines->y_step;
    }
    blocks->blocks = left < 4 ? 1 : left / 4;
}

/* Lines i and up of a, `together` (1 or 2) of them, with four lines of b at a time. */
static inline void rp_tile_few(rp_tile_blocks *blocks, const rp_tile_lines *lines, int32_t i, int32_t together)
{
    const int32_t size = (int32_t)sizeof(float);
    const int32_t last = i + together - 1;
    const int32_t start_row = size * (int32_t)(lines->start[last] - lines->start[i]);
    const int32_t y_row = size * (int32_t)(lines->y[last] - lines->y[i]);
    blocks->a_on = 4 * size * lines->b_step;
    blocks->b_on = 0;
    blocks->start_on = 4 * size * lines->start_step - 2 * start_row;
    blocks->y_on = 4 * size * lines->y_step - 2 * y_row;
    blocks->start_row = together == 2 ? start_row : 4 * size * lines->start_step;
    blocks->y_row = together == 2 ? y_row : 4 * size * lines->y_step;
    blocks->b[0] = lines->a[i];
    blocks->b[1] = lines->a[last];
    int32_t next = 0;
    for (int32_t first = 0; first < lines->lines_b; first = next) {
        rp_tile_turned(blocks, lines, i, first);
        next = first + 4 * blocks->blocks;
        if (together == 2) {
            rp_tile_4x2_listed(blocks);
        } else {
            rp_tile_4x1(false, blocks);
        }
    }
}

static inline void rp_tile_fours(bool downwards, bool windows, rp_tile_blocks *blocks)
{
    if (windows) {
        rp_tile_window(downwards, blocks);
    } else {
        rp_tile_4x4(downwards, blocks);
    }
}

/* The sums of `count` lines of a with all lines of b. `windows`: whether the lines of a are adjacent and the nest fits rp_tile_window. */
static inline void rp_tile_sums(
    bool downwards, bool windows, rp_tile_blocks *blocks, rp_tile_blocks *exchanged, int32_t count, const rp_tile_lines *lines)
{
    if (count < 3) {
        const int32_t together = exchanged->listed ? count : 1;
        for (int32_t i = 0; i < count; i += together) {
            rp_tile_few(exchanged, lines, i, together);
        }
        return;
    }
    for (int32_t i = 0; i < 4; i++) {
        blocks->a[i] = lines->a[i];
        blocks->start[i] = lines->start[i];
        blocks->y[i] = lines->y[i];
    }
    blocks->b[0] = lines->b;
    int32_t left = lines->lines_b % 4;
    if (lines->lines_b > 3) {
        blocks->b[1] = blocks->b[0] + lines->b_step;
        blocks->b[2] = blocks->b[1] + lines->b_step;
        blocks->b[3] = blocks->b[2] + lines->b_step;
        rp_tile_steps(blocks, lines, 4, lines->lines_b / 4);
        rp_tile_fours(downwards, windows, blocks);
        if (left == 3 && blocks->start[0] != blocks->y[0]) { /* with one line that was done: its sums become what they are */
            for (int32_t i = 0; i < 4; i++) {
                blocks->b[i] -= lines->b_step;
                blocks->start[i] -= lines->start_step;
                blocks->y[i] -= lines->y_step;
            }
            blocks->blocks = 1;
            rp_tile_fours(downwards, windows, blocks);
            left = 0;
        }
    }
    if (left == 2 && blocks->listed) {
        blocks->b[1] = blocks->b[0] + lines->b_step;
        rp_tile_steps(blocks, lines, 2, 1);
        rp_tile_4x2_listed(blocks);
    } else if (left > 0) {
        rp_tile_steps(blocks, lines, 1, left);
        rp_tile_4x1(downwards, blocks);
    }
}

#endif
