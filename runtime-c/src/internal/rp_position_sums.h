/* Forward convolution and input gradient in blocks of four positions by four channels. Positions with the same taps form rectangles; a block is four of a
 * rectangle in scan order. Each element is ONE accumulator in the order of docs/numerics.md N2. */
#ifndef RP_POSITION_SUMS_H
#define RP_POSITION_SUMS_H

#include "internal/rp_runs.h"
#include "internal/rp_tile.h"

#include <stddef.h>

/* A tensor of which each group of channels is read or written. */
typedef struct {
    int32_t channels; /* of a group */
    int32_t height, width;
} rp_planes;

/* The weights seen from a sum: elements to the next channel that is summed over, to the next channel that is made, and to the next group. */
typedef struct {
    int32_t summed, made, group, row;
} rp_weight_steps;

typedef struct {
    rp_positions vertical, horizontal;
    rp_planes from, to;
    rp_weight_steps weights;
    int32_t groups;
} rp_position_plan;

/* Where a walk through a rectangle stands: column, offset in a plane of sources and of results. */
typedef struct {
    int32_t column, from, to;
} rp_walk;

static inline void rp_walk_on(const rp_position_plan *plan, int32_t columns, rp_walk *at)
{
    at->from += plan->horizontal.source_step;
    at->to += plan->horizontal.step;
    if (++at->column == columns) {
        at->column = 0;
        at->from += plan->vertical.source_step * plan->from.width - columns * plan->horizontal.source_step;
        at->to += plan->vertical.step * plan->to.width - columns * plan->horizontal.step;
    }
}

/* What is the same for all channels of a rectangle. */
typedef struct {
    const rp_position_plan *plan;
    const rp_run *rows, *columns;
    rp_tile_walk walk;
    bool is_window; /* blocks are four adjacent columns of a row and fit rp_tile_window */
} rp_rectangle;

static inline bool rp_has_taps(const rp_rectangle *r)
{
    return r->rows->taps.count > 0 && r->columns->taps.count > 0;
}

/* `backward`, a constant here and below: input gradient. One block of `count` positions and `made` channels; `start` as below. */
static inline void rp_block_sums(
    bool backward, rp_rectangle *r, int32_t count, const float *const *sources, const int32_t *targets, int32_t made, const float *const *weights, const float *start, float *to)
{
    const int32_t plane = r->plan->to.height * r->plan->to.width;
    float sums[16];
    for (int32_t c = 0; c < 4; c++) {
        const float first = start == NULL || c >= made ? 0.0f : start[c];
        sums[4 * c] = first;
        sums[4 * c + 1] = first;
        sums[4 * c + 2] = first;
        sums[4 * c + 3] = first;
    }
    if (r->is_window && made > 2) {
        rp_tile_window(backward, &r->walk.nest, sources, weights, sums);
    } else {
        rp_tile_sums(backward, &r->walk, count, sources, made, weights, sums);
    }
    for (int32_t c = 0; c < made; c++) {
        const float *sum = sums + 4 * c;
        if (count == 4) {
            to[targets[0]] = sum[0];
            to[targets[1]] = sum[1];
            to[targets[2]] = sum[2];
            to[targets[3]] = sum[3];
        } else {
            for (int32_t i = 0; i < count; i++) {
                to[targets[i]] = sum[i];
            }
        }
        to += plane;
    }
}

/* Positions without taps: the start alone. */
static inline void rp_rectangle_fill(const rp_rectangle *r, int32_t made, const float *start, float *to)
{
    const rp_planes *planes = &r->plan->to;
    for (int32_t c = 0; c < made; c++) {
        const float value = start == NULL ? 0.0f : start[c];
        float *row = to + r->rows->first * planes->width + r->columns->first;
        for (int32_t j = 0; j < r->rows->count; j++) {
            float *at = row;
            for (int32_t i = 0; i < r->columns->count; i++) {
                *at = value;
                at += r->plan->horizontal.step;
            }
            row += r->plan->vertical.step * planes->width;
        }
        to += planes->height * planes->width;
    }
}

/* Up to four channels of the rectangle: from, weights and to are those of the first channels, `start` (or NULL for +0) of the first one made. */
static inline void rp_rectangle_sums(bool backward, rp_rectangle *r, const float *from, int32_t made, const float *const *weights, const float *start, float *to)
{
    const rp_position_plan *plan = r->plan;
    rp_walk at = {0, r->rows->taps.output * plan->from.width + r->columns->taps.output, r->rows->first * plan->to.width + r->columns->first};
    for (int32_t left = r->rows->count * r->columns->count; left > 0; left -= 4) {
        const float *sources[4];
        int32_t targets[4];
        for (int32_t i = 0; i < 4; i++) {
            sources[i] = from + at.from;
            targets[i] = at.to;
            if (i + 1 < left) {
                rp_walk_on(plan, r->columns->count, &at);
            }
        }
        rp_block_sums(backward, r, left < 4 ? left : 4, sources, targets, made, weights, start, to);
    }
}

/* A rectangle of all samples and groups. */
static inline void rp_rectangle_of_all(
    bool backward, const rp_position_plan *plan, const rp_run *rows, const rp_run *columns, int32_t n, const float *from, const float *w, const float *start, float *to)
{
    const int32_t from_plane = plan->from.height * plan->from.width;
    const int32_t to_plane = plan->to.height * plan->to.width;
    const rp_box box = {plan->from.channels, rows->taps.count, columns->taps.count};
    const rp_steps in_sources = {from_plane, plan->vertical.tap_source_step * plan->from.width, plan->horizontal.tap_source_step, 0};
    const rp_steps in_weights = {plan->weights.summed, plan->vertical.tap_step * plan->weights.row, plan->horizontal.tap_step, 0};
    rp_rectangle r = {plan, rows, columns, rp_tile_walk_of(box, in_sources, in_weights), false};
    r.is_window = rp_has_taps(&r) && plan->horizontal.source_step == 1 && columns->count % 4 == 0 && rp_is_window(&r.walk.nest, backward);
    for (int32_t group = 0; group < n * plan->groups; group++) {
        const float *group_weights = w + group % plan->groups * plan->weights.group + rows->taps.tap * plan->weights.row + columns->taps.tap;
        const float *group_start = start == NULL ? NULL : start + group % plan->groups * plan->to.channels;
        for (int32_t first = 0; first < plan->to.channels; first += 4) {
            const int32_t left = plan->to.channels - first;
            const int32_t made = left < 4 ? left : 4;
            const float *weights[4];
            rp_tile_lines(group_weights + first * plan->weights.made, plan->weights.made, made, weights);
            const float *first_start = group_start == NULL ? NULL : group_start + first;
            float *first_to = to + (group * plan->to.channels + first) * to_plane;
            if (rp_has_taps(&r)) {
                rp_rectangle_sums(backward, &r, from + group * plan->from.channels * from_plane, made, weights, first_start, first_to);
            } else {
                rp_rectangle_fill(&r, made, first_start, first_to);
            }
        }
    }
}

/* All positions of all samples and groups. A run of columns is split so that the blocks of its first part are four columns of one row. */
static inline void rp_position_sums(bool backward, const rp_position_plan *plan, int32_t n, const float *from, const float *w, const float *start, float *to)
{
    rp_run rows = {0, 0, {0, 0, 0}, 0};
    while (rp_next_run(backward, &plan->vertical, &rows)) {
        rp_run columns = {0, 0, {0, 0, 0}, 0};
        while (rp_next_run(backward, &plan->horizontal, &columns)) {
            rp_run part = columns;
            part.count -= part.count % 4;
            for (int32_t left = columns.count; left > 0; left -= part.count, part.count = left) {
                if (part.count > 0) {
                    rp_rectangle_of_all(backward, plan, &rows, &part, n, from, w, start, to);
                }
                part.first += part.count * plan->horizontal.step;
                part.taps.output += part.count * plan->horizontal.source_step;
            }
        }
    }
}

#endif
