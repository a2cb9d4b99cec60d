/* Elementwise operators with broadcasting (docs/numerics.md N3.8) in long rows, for the FPU of a Cortex-M. */
#ifndef RP_VFP_BROADCAST_H
#define RP_VFP_BROADCAST_H

#include "internal/rp_axes.h"
#include "internal/rp_vfp_map.h"

#include <stdbool.h>

/* A row of results y; steps in elements. */
typedef void rp_vfp_row(int32_t count, const float *a, int32_t step_a, const float *b, int32_t step_b, float *y);

/* Defines one, y = a OPERATOR b: PAIR is its instruction of two elements, WITH that of an element and s16. */
#define RP_VFP_DEFINE_ROW(name, OPERATOR, PAIR, WITH) \
    RP_MAP_DEFINE_2(name##_of_pairs, PAIR, "", RP_MAP_NOTHING) \
    RP_MAP_DEFINE_1(name##_with, WITH, "", RP_MAP_NOTHING) \
    static void name(int32_t count, const float *a, int32_t step_a, const float *b, int32_t step_b, float *y) \
    { \
        const float constants[4] = {*b, 0.0f, 0.0f, 0.0f}; \
        int32_t i = 0; \
        if (step_a == 1 && step_b == 1) { \
            i = name##_of_pairs(count, constants, a, b, y); \
        } else if (step_a == 1 && step_b == 0) { \
            i = name##_with(count, constants, a, b, y); \
        } \
        for (; i < count; i++) { \
            y[i] = a[i * step_a] OPERATOR b[i * step_b]; \
        } \
    }

/* y, contiguous, of two operands over the axes of a result. */
static inline void rp_vfp_broadcast(const int32_t *dims, int32_t n, const float *a, const int32_t *stride_a, int32_t a_sample, const float *b,
                                    const int32_t *stride_b, int32_t b_sample, float *y, rp_vfp_row *row)
{
    rp_axes axes = rp_axes_of(dims, n, stride_a, a_sample, stride_b, b_sample);
    const int32_t columns = axes.count[RP_AXES - 1], step_a = axes.a[RP_AXES - 1], step_b = axes.b[RP_AXES - 1];
    const int32_t elements = n * dims[0] * dims[1] * dims[2] * dims[3] * dims[4];
    for (int32_t element = 0; element < elements; element += columns) {
        row(columns, a + axes.at_a, step_a, b + axes.at_b, step_b, y + element);
        rp_axes_advance(&axes, columns);
    }
}

#endif
