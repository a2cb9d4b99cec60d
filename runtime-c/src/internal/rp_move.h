/* Moving elements of `size` bytes unchanged (docs/numerics.md N3.15, N6.7). `size` is a constant at every call, so the copies become plain loads and
 * stores. */
#ifndef RP_MOVE_H
#define RP_MOVE_H

#include "rp_geometry.h"
#include "internal/rp_strided_rows.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Transpose: the output in scan order, the input by strides. */
static inline void rp_move_permuted(const rp_permute_geometry *g, int32_t n, size_t size, const void *x, void *y)
{
    const int32_t rows = rp_row_count(g->dims);
    const uint8_t *from = x;
    uint8_t *to = y;
    for (int32_t sample = 0; sample < n; sample++) {
        rp_row_cursor at = {{0, 0, 0, 0}, 0, 0};
        for (int32_t row = 0; row < rows; row++) {
            const uint8_t *element = from + (size_t)at.a * size;
            const size_t step = (size_t)g->stride[4] * size;
            int32_t i = 0;
            for (; i + 4 <= g->dims[4]; i += 4) {
                memcpy(to, element, size);
                memcpy(to + size, element + step, size);
                memcpy(to + 2 * size, element + 2 * step, size);
                memcpy(to + 3 * size, element + 3 * step, size);
                element += 4 * step;
                to += 4 * size;
            }
            for (; i < g->dims[4]; i++) {
                memcpy(to, element, size);
                element += step;
                to += size;
            }
            rp_next_row(&at, g->dims, g->stride, g->stride);
        }
        from += (size_t)g->in_sample * size;
    }
}

/* `count` copies of the value. */
static inline uint8_t *rp_move_fill(int32_t count, size_t size, const void *value, uint8_t *to)
{
    for (int32_t i = 0; i < count; i++) {
        memcpy(to, value, size);
        to += size;
    }
    return to;
}

/* Pad or crop: output index minus begin is the input index; outside the input stands the value. `count` rows of the output from row `first` on, those of all samples
 * numbered one after the other; x and y are the whole tensors. */
static inline void rp_move_padded_rows(const rp_pad_geometry *g, int32_t first, int32_t count, size_t size, const void *value, const void *x, void *y)
{
    const int32_t *in = g->dims_in;
    const int32_t *out = g->dims_out;
    const int32_t *begin = g->begin;
    const int32_t row_stride[4] = {in[1] * in[2] * in[3] * in[4], in[2] * in[3] * in[4], in[3] * in[4], in[4]};
    /* Columns left..right-1 of an output row are input, the others the value. */
    const int32_t left = begin[4] > 0 ? begin[4] : 0;
    const int32_t right = begin[4] + in[4] < out[4] ? begin[4] + in[4] : out[4];
    const int32_t rows = rp_row_count(out);
    rp_row_cursor at = rp_row_at(first % rows, out, row_stride, row_stride);
    const uint8_t *from = (const uint8_t *)x + (size_t)(first / rows) * (size_t)(in[0] * row_stride[0]) * size;
    uint8_t *to = (uint8_t *)y + (size_t)first * (size_t)out[4] * size;
    for (int32_t row = 0; row < count; row++) {
        bool inside = left < right;
        int32_t start = 0;
        for (int32_t axis = 0; axis < 4; axis++) {
            int32_t index = at.index[axis] - begin[axis];
            inside = inside && index >= 0 && index < in[axis];
            start += index * row_stride[axis];
        }
        if (inside) {
            to = rp_move_fill(left, size, value, to);
            size_t bytes = (size_t)(right - left) * size;
            memcpy(to, from + (size_t)(start + left - begin[4]) * size, bytes);
            to = rp_move_fill(out[4] - right, size, value, to + bytes);
        } else {
            to = rp_move_fill(out[4], size, value, to);
        }
        if (rp_next_row(&at, out, row_stride, row_stride)) {
            from += (size_t)(in[0] * row_stride[0]) * size;
        }
    }
}

/* All rows of n samples. */
static inline void rp_move_padded(const rp_pad_geometry *g, int32_t n, size_t size, const void *value, const void *x, void *y)
{
    rp_move_padded_rows(g, 0, n * rp_row_count(g->dims_out), size, value, x, y);
}

/* The geometry of the gradient: the opposite crop or pad. */
static inline rp_pad_geometry rp_opposite_pad(const rp_pad_geometry *g)
{
    rp_pad_geometry opposite;
    for (int32_t axis = 0; axis < 5; axis++) {
        opposite.dims_in[axis] = g->dims_out[axis];
        opposite.dims_out[axis] = g->dims_in[axis];
        opposite.begin[axis] = -g->begin[axis];
    }
    return opposite;
}

/* Copies the blocks of one concat operand into the joined tensor. */
static inline void rp_move_joined(const rp_concat_geometry *g, int32_t n, size_t size, const void *x, void *joined)
{
    const size_t bytes = (size_t)g->block * size;
    const uint8_t *from = x;
    uint8_t *to = joined;
    for (int32_t sample = 0; sample < n; sample++) {
        for (int32_t block = 0; block < g->outer; block++) {
            memcpy(to + (size_t)(g->offset + block * g->stride) * size, from, bytes);
            from += bytes;
        }
        to += (size_t)g->joined_sample * size;
    }
}

#endif
