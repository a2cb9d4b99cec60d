/* Two strided operands over the axes of a result (rp_broadcast_geometry), samples outermost; axes that both operands walk in one step are joined, so that
 * rows are long. */
#ifndef RP_AXES_H
#define RP_AXES_H

#include "rp_geometry.h"

enum { RP_AXES = 6 };

/* Outermost first; the last one is the row. Elements. */
typedef struct {
    int32_t count[RP_AXES], a[RP_AXES], b[RP_AXES];
    int32_t index[RP_AXES];
    int32_t at_a, at_b; /* of `index` */
} rp_axes;

static inline void rp_axes_set(rp_axes *axes, int32_t axis, int32_t count, int32_t a, int32_t b)
{
    axes->count[axis] = count;
    axes->a[axis] = a;
    axes->b[axis] = b;
}

/* Axes of one are left out, those that follow on each other joined; axes in front of what remains have one element. */
static inline rp_axes rp_axes_of(const int32_t *dims, int32_t n, const int32_t *a, int32_t a_sample, const int32_t *b, int32_t b_sample)
{
    rp_axes axes;
    int32_t last = RP_AXES - 1;
    rp_axes_set(&axes, last, dims[4], a[4], b[4]);
    for (int32_t axis = 3; axis >= -1; axis--) {
        const int32_t count = axis < 0 ? n : dims[axis];
        const int32_t step_a = axis < 0 ? a_sample : a[axis];
        const int32_t step_b = axis < 0 ? b_sample : b[axis];
        if (count == 1) {
            continue;
        }
        if (axes.count[last] == 1) {
            rp_axes_set(&axes, last, count, step_a, step_b);
        } else if (step_a == axes.count[last] * axes.a[last] && step_b == axes.count[last] * axes.b[last]) {
            axes.count[last] *= count;
        } else {
            rp_axes_set(&axes, --last, count, step_a, step_b);
        }
    }
    while (last-- > 0) {
        rp_axes_set(&axes, last, 1, 0, 0);
    }
    for (int32_t axis = 0; axis < RP_AXES; axis++) {
        axes.index[axis] = 0;
    }
    axes.at_a = 0;
    axes.at_b = 0;
    return axes;
}

/* To element `element` of the result. */
static inline void rp_axes_seek(rp_axes *axes, int32_t element)
{
    axes->at_a = 0;
    axes->at_b = 0;
    for (int32_t axis = RP_AXES - 1; axis >= 0; axis--) {
        const int32_t rest = element / axes->count[axis];
        axes->index[axis] = element - rest * axes->count[axis];
        axes->at_a += axes->index[axis] * axes->a[axis];
        axes->at_b += axes->index[axis] * axes->b[axis];
        element = rest;
    }
}

/* By `steps` along the row, at most to its end, where the next row begins. */
static inline void rp_axes_advance(rp_axes *axes, int32_t steps)
{
    int32_t axis = RP_AXES - 1;
    axes->index[axis] += steps;
    axes->at_a += steps * axes->a[axis];
    axes->at_b += steps * axes->b[axis];
    while (axis > 0 && axes->index[axis] == axes->count[axis]) {
        axes->at_a += axes->a[axis - 1] - axes->count[axis] * axes->a[axis];
        axes->at_b += axes->b[axis - 1] - axes->count[axis] * axes->b[axis];
        axes->index[axis] = 0;
        axis--;
        axes->index[axis]++;
    }
}

#endif
