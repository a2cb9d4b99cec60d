/* Loop nests over two strided operands: what the sums of products of tuned convolutions walk (the boxes of rp_box.h, ready for assembly). */
#ifndef RP_NEST_H
#define RP_NEST_H

#include "rp_numeric.h"
#include "internal/rp_box.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes. a_row, a_channel lead from behind a row's last column to the next row, and from behind a channel's last row to the next channel. */
typedef struct {
    int32_t channels, rows, columns; /* at least 1 */
    int32_t a_column, a_row, a_channel;
    int32_t b_column, b_row, b_channel;
} rp_nest;

/* Axes of one step are left out and rows that follow on each other are joined: the fewer and longer the rows, the less there is beside the sums. */
static inline rp_nest rp_nest_of(rp_box box, rp_steps a, rp_steps b)
{
    const int32_t size = (int32_t)sizeof(float);
    for (int axis = 0; axis < 2; axis++) {
        if (box.columns == 1 || (a.row == box.columns * a.column && b.row == box.columns * b.column)) {
            if (box.columns == 1) {
                a.column = a.row;
                b.column = b.row;
            }
            box.columns *= box.rows;
            box.rows = 1;
        }
        if (box.rows == 1) {
            a.row = a.channel;
            b.row = b.channel;
            box.rows = box.channels;
            box.channels = 1;
        }
    }
    rp_nest nest = {
        box.channels, box.rows, box.columns,
        size * a.column, size * (a.row - box.columns * a.column), size * (a.channel - box.rows * a.row),
        size * b.column, size * (b.row - box.columns * b.column), size * (b.channel - box.rows * b.row),
    };
    return nest;
}

/* Whether columns of b lie one after the other, and those of a one after (or before) the other. */
static inline bool rp_nest_is_contiguous(const rp_nest *nest, bool downwards)
{
    const int32_t size = (int32_t)sizeof(float);
    return nest->b_column == size && nest->a_column == (downwards ? -size : size);
}

/* acc = mac(acc, a, b) over the nest. */
static inline float rp_nest_sum(const rp_nest *nest, const float *a, const float *b, float acc)
{
    const int32_t size = (int32_t)sizeof(float);
    int32_t at_a = 0;
    int32_t at_b = 0;
    for (int32_t i = 0; i < nest->channels; i++) {
        for (int32_t j = 0; j < nest->rows; j++) {
            for (int32_t k = 0; k < nest->columns; k++) {
                acc = rp_mac(acc, a[at_a / size], b[at_b / size]);
                at_a += nest->a_column;
                at_b += nest->b_column;
            }
            at_a += nest->a_row;
            at_b += nest->b_row;
        }
        at_a += nest->a_channel;
        at_b += nest->b_channel;
    }
    return acc;
}

#endif
