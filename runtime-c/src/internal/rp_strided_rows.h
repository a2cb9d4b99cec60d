/* Walking tensors of five axes row by row (a row is the innermost axis) with up to two strided operands. */
#ifndef RP_STRIDED_ROWS_H
#define RP_STRIDED_ROWS_H

#include <stdbool.h>
#include <stdint.h>

/* Indices on the four outer axes and the offsets of the row's first element in the two operands; all zero at the first row. */
typedef struct {
    int32_t index[4];
    int32_t a, b;
} rp_row_cursor;

/* The number of rows. */
static inline int32_t rp_row_count(const int32_t *dims)
{
    return dims[0] * dims[1] * dims[2] * dims[3];
}

/* Moves to the next row in row-major order; after the last row, to the first, which it says. */
static inline bool rp_next_row(rp_row_cursor *at, const int32_t *dims, const int32_t *stride_a, const int32_t *stride_b)
{
    for (int32_t axis = 3; axis >= 0; axis--) {
        at->a += stride_a[axis];
        at->b += stride_b[axis];
        if (++at->index[axis] < dims[axis]) {
            return false;
        }
        at->index[axis] = 0;
        at->a -= stride_a[axis] * dims[axis];
        at->b -= stride_b[axis] * dims[axis];
    }
    return true;
}

/* Row `row`. */
static inline rp_row_cursor rp_row_at(int32_t row, const int32_t *dims, const int32_t *stride_a, const int32_t *stride_b)
{
    rp_row_cursor at = {{0, 0, 0, 0}, 0, 0};
    for (int32_t axis = 3; axis >= 0; axis--) {
        at.index[axis] = row % dims[axis];
        at.a += at.index[axis] * stride_a[axis];
        at.b += at.index[axis] * stride_b[axis];
        row /= dims[axis];
    }
    return at;
}

#endif
