/* Gradients of broadcast operands for Xpulp (docs/numerics.md N3.8, N2.6): cores share out the operand's elements, and each gathers its sum in the output's scan
 * order. */
#ifndef RP_XPULP_BROADCAST_SUMS_H
#define RP_XPULP_BROADCAST_SUMS_H

#include "internal/rp_broadcast.h"
#include "internal/rp_xpulp_broadcast.h"

/* sum and a row of terms made of dy, the result y (which is walked like dy), and the other operand; steps in elements. */
typedef float rp_xpulp_term_row(int32_t count, const float *dy, const float *y, int32_t step_dy, const float *other, int32_t step_other, float sum);

/* d of a broadcast operand with strides stride_d; at_other: strides and sample step of the other operand; y: dy again where the terms do without it. */
static RP_XPULP_INLINE void rp_xpulp_broadcast_sums(rp_share share, const int32_t *dims, const int32_t *stride_d, int32_t n, const float *dy, const float *y,
                                                    const float *other, rp_operand at_other, float *d, rp_xpulp_term_row *row)
{
    int32_t summed[5], kept[5], steps[5];
    int32_t outputs = 1, elements = n;
    for (int32_t axis = 4; axis >= 0; axis--) {
        steps[axis] = outputs;
        outputs *= dims[axis];
        const bool sums = stride_d[axis] == 0;
        summed[axis] = sums ? dims[axis] : 1;
        kept[axis] = sums ? 1 : dims[axis];
        elements *= kept[axis];
    }
    rp_axes at = rp_axes_of(kept, n, steps, outputs, at_other.stride, at_other.sample);
    const rp_axes start = rp_axes_of(summed, 1, steps, 0, at_other.stride, 0);
    const int32_t columns = start.count[RP_AXES - 1], step_dy = start.a[RP_AXES - 1], step_other = start.b[RP_AXES - 1];
    const rp_span own = rp_share_of(share, elements);
    int32_t rows = 1;
    for (int32_t axis = 0; axis < RP_AXES - 1; axis++) {
        rows *= start.count[axis];
    }
    if (own.first < own.end) {
        rp_axes_seek(&at, own.first);
    }
    for (int32_t element = own.first; element < own.end; element++) {
        rp_axes terms = start;
        float sum = 0.0f;
        for (int32_t i = 0; i < rows; i++) {
            const int32_t first = at.at_a + terms.at_a;
            sum = row(columns, dy + first, y + first, step_dy, other + at.at_b + terms.at_b, step_other, sum);
            rp_axes_advance(&terms, columns);
        }
        d[element] = sum;
        rp_axes_advance(&at, 1);
    }
}

#endif
