/* Sums of (code - zero point)*weight over strided boxes, requantized (docs/numerics.md N6.1, N6.2); four at a time share the reading of what they share.
 * Integer sums are exact in any order. */
#ifndef RP_CODE_SUMS_H
#define RP_CODE_SUMS_H

#include "rp_kernels_s8.h"

#include "internal/rp_box.h"

/* Bias, multiplier and result of each sum: `channel_step` and `y_step` elements from one sum to the next. */
typedef struct {
    const int32_t *b;
    const rp_requant *q;
    int32_t channel_step;
    uint8_t *y;
    int32_t y_step;
} rp_code_outputs;

static inline void rp_code_output(const rp_s8_output *o, rp_code_outputs out, int32_t i, int32_t sum)
{
    const int32_t channel = i * out.channel_step;
    uint8_t *y = out.y + i * out.y_step;
    *y = rp_requantize(out.b[channel] + sum, out.q[channel], o->zp_out, o->low, o->high);
}

/* Sum number `first`. */
static inline void rp_code_sum_1(rp_box box, const rp_s8_output *o, const uint8_t *x, rp_steps to_x, const int8_t *w, rp_steps to_w,
                                 rp_code_outputs out, int32_t first)
{
    const int32_t zp = o->zp_in;
    int32_t sum = 0;
    x += first * to_x.accumulator;
    w += first * to_w.accumulator;
    for (int32_t i = 0; i < box.channels; i++) {
        for (int32_t j = 0; j < box.rows; j++) {
            const uint8_t *row_x = x + i * to_x.channel + j * to_x.row;
            const int8_t *row_w = w + i * to_w.channel + j * to_w.row;
            for (int32_t k = 0; k < box.columns; k++) {
                sum += (row_x[k * to_x.column] - zp) * row_w[k * to_w.column];
            }
        }
    }
    rp_code_output(o, out, first, sum);
}

/* Sums first .. first+3. */
static inline void rp_code_sum_4(rp_box box, const rp_s8_output *o, const uint8_t *x, rp_steps to_x, const int8_t *w, rp_steps to_w,
                                 rp_code_outputs out, int32_t first)
{
    const int32_t zp = o->zp_in;
    int32_t sum0 = 0;
    int32_t sum1 = 0;
    int32_t sum2 = 0;
    int32_t sum3 = 0;
    x += first * to_x.accumulator;
    w += first * to_w.accumulator;
    for (int32_t i = 0; i < box.channels; i++) {
        for (int32_t j = 0; j < box.rows; j++) {
            const uint8_t *x0 = x + i * to_x.channel + j * to_x.row;
            const uint8_t *x1 = x0 + to_x.accumulator;
            const uint8_t *x2 = x1 + to_x.accumulator;
            const uint8_t *x3 = x2 + to_x.accumulator;
            const int8_t *w0 = w + i * to_w.channel + j * to_w.row;
            const int8_t *w1 = w0 + to_w.accumulator;
            const int8_t *w2 = w1 + to_w.accumulator;
            const int8_t *w3 = w2 + to_w.accumulator;
            for (int32_t k = 0; k < box.columns; k++) {
                sum0 += (x0[k * to_x.column] - zp) * w0[k * to_w.column];
                sum1 += (x1[k * to_x.column] - zp) * w1[k * to_w.column];
                sum2 += (x2[k * to_x.column] - zp) * w2[k * to_w.column];
                sum3 += (x3[k * to_x.column] - zp) * w3[k * to_w.column];
            }
        }
    }
    rp_code_output(o, out, first, sum0);
    rp_code_output(o, out, first + 1, sum1);
    rp_code_output(o, out, first + 2, sum2);
    rp_code_output(o, out, first + 3, sum3);
}

/* `count` sums. */
static inline void rp_code_sums(int32_t count, rp_box box, const rp_s8_output *o, const uint8_t *x, rp_steps to_x, const int8_t *w, rp_steps to_w,
                                rp_code_outputs out)
{
    int32_t first = 0;
    for (; first + 4 <= count; first += 4) {
        rp_code_sum_4(box, o, x, to_x, w, to_w, out, first);
    }
    for (; first < count; first++) {
        rp_code_sum_1(box, o, x, to_x, w, to_w, out, first);
    }
}

#endif
