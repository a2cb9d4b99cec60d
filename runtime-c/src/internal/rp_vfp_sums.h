/* Gradients of broadcast operands (docs/numerics.md N3.8, N2.6) in long rows of dy, for the FPU of a Cortex-M: in the output's scan order, whole samples apart. */
#ifndef RP_VFP_SUMS_H
#define RP_VFP_SUMS_H

#include "internal/rp_axes.h"
#include "internal/rp_broadcast.h"

/* Adds the terms of a row of dy to d: all to one element where step_d is 0. Steps in elements. */
typedef void rp_vfp_terms(int32_t count, const float *dy, const float *other, int32_t step_other, float *d, int32_t step_d);

static inline void rp_vfp_sums(const int32_t *dims, int32_t n, const float *dy, const float *other, rp_operand at_other, float *d, rp_operand at_d,
                               rp_vfp_terms *terms)
{
    const int32_t elements = dims[0] * dims[1] * dims[2] * dims[3] * dims[4];
    const rp_axes start = rp_axes_of(dims, 1, at_other.stride, 0, at_d.stride, 0);
    const int32_t columns = start.count[RP_AXES - 1], step_other = start.a[RP_AXES - 1], step_d = start.b[RP_AXES - 1];
    for (int32_t sample = 0; sample < n; sample++) {
        rp_axes at = start;
        rp_clear_operand(dims, at_d.stride, d);
        for (int32_t element = 0; element < elements; element += columns) {
            terms(columns, dy + element, other + at.at_a, step_other, d + at.at_b, step_d);
            rp_axes_advance(&at, columns);
        }
        dy += elements;
        other += at_other.sample;
        d += at_d.sample;
    }
}

#endif
