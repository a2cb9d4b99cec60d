/* Elementwise operators with broadcasting (docs/numerics.md N3.8): the walk, with the formula as a parameter that the C compiler inlines. */
#ifndef RP_BROADCAST_H
#define RP_BROADCAST_H

#include "rp_geometry.h"
#include "internal/rp_strided_rows.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* y = formula(a, b). */
static inline void rp_broadcast_forward(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y,
                                        float (*formula)(float a, float b))
{
    const int32_t rows = rp_row_count(g->dims);
    const int32_t step_a = g->stride_a[4];
    const int32_t step_b = g->stride_b[4];
    for (int32_t sample = 0; sample < n; sample++) {
        rp_row_cursor at = {{0, 0, 0, 0}, 0, 0};
        for (int32_t row = 0; row < rows; row++) {
            const float *row_a = a + at.a;
            const float *row_b = b + at.b;
            for (int32_t i = 0; i < g->dims[4]; i++) {
                y[i] = formula(row_a[i * step_a], row_b[i * step_b]);
            }
            y += g->dims[4];
            rp_next_row(&at, g->dims, g->stride_a, g->stride_b);
        }
        a += g->a_sample;
        b += g->b_sample;
    }
}

/* One operand of a gradient: elements, strides, elements from sample to sample. */
typedef struct {
    const int32_t *stride;
    int32_t sample;
} rp_operand;

/* Whether several outputs share an element of the operand. */
static inline bool rp_is_broadcast(const int32_t *dims, const int32_t *stride)
{
    bool shared = false;
    for (int32_t axis = 0; axis < 5; axis++) {
        shared = shared || (dims[axis] > 1 && stride[axis] == 0);
    }
    return shared;
}

/* +0 in all elements of one sample of the operand. */
static inline void rp_clear_operand(const int32_t *dims, const int32_t *stride, float *d)
{
    size_t elements = 1;
    for (int32_t axis = 0; axis < 5; axis++) {
        elements *= stride[axis] != 0 ? (size_t)dims[axis] : 1u;
    }
    memset(d, 0, elements * sizeof *d);
}

/* d = term(dy, y, other), summed in the output's scan order where d is broadcast (N2.6). y is walked like dy. */
static inline void rp_broadcast_gradient(const int32_t *dims, int32_t n, const float *dy, const float *y, const float *other, rp_operand at_other,
                                         float *d, rp_operand at_d, float (*term)(float dy, float y, float other))
{
    const int32_t rows = rp_row_count(dims);
    const int32_t step_other = at_other.stride[4];
    const int32_t step_d = at_d.stride[4];
    const bool summed = rp_is_broadcast(dims, at_d.stride);
    for (int32_t sample = 0; sample < n; sample++) {
        rp_row_cursor at = {{0, 0, 0, 0}, 0, 0};
        if (summed) {
            rp_clear_operand(dims, at_d.stride, d);
        }
        for (int32_t row = 0; row < rows; row++) {
            const float *row_other = other + at.a;
            float *row_d = d + at.b;
            for (int32_t i = 0; i < dims[4]; i++) {
                float value = term(dy[i], y[i], row_other[i * step_other]);
                row_d[i * step_d] = summed ? row_d[i * step_d] + value : value;
            }
            dy += dims[4];
            y += dims[4];
            rp_next_row(&at, dims, at_other.stride, at_d.stride);
        }
        other += at_other.sample;
        d += at_d.sample;
    }
}

#endif
