/* The sum of products of two strided boxes, channel by channel, row by row, column by column: what one element of a convolution's output, input gradient
 * or weight gradient is. Each is ONE accumulator in that order (docs/numerics.md N2); four at a time share their operands, not their sums. */
#ifndef RP_WINDOW_SUMS_H
#define RP_WINDOW_SUMS_H

#include "rp_numeric.h"

#include "internal/rp_box.h"

#include <stddef.h>

/* Where the accumulators start from and go to: that many elements from one to the next. `from` may be `to`, or NULL for +0. */
typedef struct {
    const float *from;
    int32_t from_step;
    float *to;
    int32_t to_step;
} rp_accumulators;

static inline float rp_accumulator_start(rp_accumulators acc, int32_t i)
{
    return acc.from == NULL ? 0.0f : acc.from[i * acc.from_step];
}

/* Accumulator `first`: its start, then mac(acc, a, b) over the boxes. */
static inline void rp_window_sum_1(rp_box box, const float *a, rp_steps to_a, const float *b, rp_steps to_b, rp_accumulators acc, int32_t first)
{
    float sum = rp_accumulator_start(acc, first);
    a += first * to_a.accumulator;
    b += first * to_b.accumulator;
    for (int32_t i = 0; i < box.channels; i++) {
        for (int32_t j = 0; j < box.rows; j++) {
            const float *row_a = a + i * to_a.channel + j * to_a.row;
            const float *row_b = b + i * to_b.channel + j * to_b.row;
            for (int32_t k = 0; k < box.columns; k++) {
                sum = rp_mac(sum, row_a[k * to_a.column], row_b[k * to_b.column]);
            }
        }
    }
    float *to = acc.to + first * acc.to_step;
    *to = sum;
}

/* The same for accumulators first .. first+3. */
static inline void rp_window_sum_4(rp_box box, const float *a, rp_steps to_a, const float *b, rp_steps to_b, rp_accumulators acc, int32_t first)
{
    float sum0 = rp_accumulator_start(acc, first);
    float sum1 = rp_accumulator_start(acc, first + 1);
    float sum2 = rp_accumulator_start(acc, first + 2);
    float sum3 = rp_accumulator_start(acc, first + 3);
    a += first * to_a.accumulator;
    b += first * to_b.accumulator;
    for (int32_t i = 0; i < box.channels; i++) {
        for (int32_t j = 0; j < box.rows; j++) {
            const float *a0 = a + i * to_a.channel + j * to_a.row;
            const float *a1 = a0 + to_a.accumulator;
            const float *a2 = a1 + to_a.accumulator;
            const float *a3 = a2 + to_a.accumulator;
            const float *b0 = b + i * to_b.channel + j * to_b.row;
            const float *b1 = b0 + to_b.accumulator;
            const float *b2 = b1 + to_b.accumulator;
            const float *b3 = b2 + to_b.accumulator;
            for (int32_t k = 0; k < box.columns; k++) {
                sum0 = rp_mac(sum0, a0[k * to_a.column], b0[k * to_b.column]);
                sum1 = rp_mac(sum1, a1[k * to_a.column], b1[k * to_b.column]);
                sum2 = rp_mac(sum2, a2[k * to_a.column], b2[k * to_b.column]);
                sum3 = rp_mac(sum3, a3[k * to_a.column], b3[k * to_b.column]);
            }
        }
    }
    float *to = acc.to + first * acc.to_step;
    to[0] = sum0;
    to[acc.to_step] = sum1;
    to[2 * acc.to_step] = sum2;
    to[3 * acc.to_step] = sum3;
}

/* `count` accumulators. */
static inline void rp_window_sums(int32_t count, rp_box box, const float *a, rp_steps to_a, const float *b, rp_steps to_b, rp_accumulators acc)
{
    int32_t first = 0;
    for (; first + 4 <= count; first += 4) {
        rp_window_sum_4(box, a, to_a, b, to_b, acc, first);
    }
    for (; first < count; first++) {
        rp_window_sum_1(box, a, to_a, b, to_b, acc, first);
    }
}

#endif
