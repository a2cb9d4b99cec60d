/* Transposes for Xpulp: axes that stay next to each other count as one, two of the others span a plane, and cores share out its blocks of four by four. */
#ifndef RP_XPULP_PERMUTE_H
#define RP_XPULP_PERMUTE_H

#include "rp_share.h"

#include "internal/rp_axes.h"
#include "internal/rp_xpulp.h"

#include <stdbool.h>
#include <stddef.h>

/* An axis of a plane: elements from one to the next in the input and in the output. */
typedef struct {
    int32_t count, from, to;
} rp_permuted_axis;

/* `along` is the one that a core follows. Where rows of the input are rows of the output these are it; else one of the axes has `from` 1 and the other `to` 1. */
typedef struct {
    rp_permuted_axis along, across;
} rp_permuted_plane;

/* Moves the elements of a plane at `along` by `across`; x and y are those of its element 0. */
typedef void rp_permuted_part(const rp_permuted_plane *plane, rp_span along, rp_span across, const void *x, void *y);

static inline rp_permuted_axis rp_take_axis(rp_axes *axes, int32_t axis)
{
    const rp_permuted_axis taken = {axes->count[axis], axes->a[axis], axes->b[axis]};
    rp_axes_set(axes, axis, 1, 0, 0);
    return taken;
}

/* Takes the two axes of the planes out of `axes`. */
static inline rp_permuted_plane rp_take_plane(rp_axes *axes)
{
    const int32_t last = RP_AXES - 1;
    int32_t other = last;
    for (int32_t axis = 0; axis <= last; axis++) {
        if (axes->count[axis] > 1 && axes->a[axis] == 1) {
            other = axis;
        }
    }
    const bool rows_stay = other == last;
    if (rows_stay) {
        other = last - 1;
    }
    const rp_permuted_axis row = rp_take_axis(axes, last);
    const rp_permuted_axis column = rp_take_axis(axes, other);
    const bool by_rows = rows_stay || row.count >= column.count;
    return (rp_permuted_plane){by_rows ? row : column, by_rows ? column : row};
}

/* This core's share of a transpose of elements of `size` bytes. */
static RP_XPULP_INLINE void rp_xpulp_permute(rp_share share, const rp_permute_geometry *g, int32_t n, size_t size, const void *x, void *y, rp_permuted_part *part)
{
    int32_t steps[5];
    int32_t elements = 1;
    for (int32_t axis = 4; axis >= 0; axis--) {
        steps[axis] = elements;
        elements *= g->dims[axis];
    }
    rp_axes axes = rp_axes_of(g->dims, n, g->stride, g->in_sample, steps, elements);
    const rp_permuted_plane plane = rp_take_plane(&axes);
    int32_t planes = 1;
    for (int32_t axis = 0; axis < RP_AXES; axis++) {
        planes *= axes.count[axis];
    }
    const int32_t blocks = (plane.along.count + 3) / 4;
    const int32_t strips = (plane.across.count + 3) / 4;
    const rp_span own = rp_share_of(share, planes * strips * blocks);
    for (int32_t at = own.first; at < own.end;) {
        const int32_t strip = at / blocks;
        const int32_t first = at - strip * blocks;
        const int32_t count = blocks - first < own.end - at ? blocks - first : own.end - at;
        int32_t across = strip;
        if (planes > 1) {
            rp_axes_seek(&axes, strip / strips);
            across = strip % strips;
        }
        const rp_span columns = {4 * first, 4 * (first + count) < plane.along.count ? 4 * (first + count) : plane.along.count};
        const rp_span rows = {4 * across, 4 * across + 4 < plane.across.count ? 4 * across + 4 : plane.across.count};
        part(&plane, columns, rows, (const uint8_t *)x + (size_t)axes.at_a * size, (uint8_t *)y + (size_t)axes.at_b * size);
        at += count;
    }
}

#endif
