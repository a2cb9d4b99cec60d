/* Forward convolution and input gradient in blocks of four positions by four channels. Positions with the same taps form rectangles; four of a rectangle in scan
 * order are worked for all channels at once. Each element is ONE accumulator in the order of docs/numerics.md N2. */
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

/* Positions without taps: the start alone. `row` is the first of `rows` rows, y_row elements apart, of `count` positions, `step` elements apart. */
static inline void rp_rectangle_fill(float *row, int32_t rows, int32_t y_row, int32_t count, int32_t step, float value)
{
    for (int32_t j = 0; j < rows; j++) {
        float *at = row;
        for (int32_t i = count; i > 0; i--) {
            *at = value;
            at += step;
        }
        row += y_row;
    }
}

/* A rectangle of one group, four positions at a time with all channels that are made. `backward`, a constant here and below: input gradient; `windows` as in
 * rp_tile_sums. */
static inline void rp_rectangle_sums(
    bool backward, bool windows, const rp_position_plan *plan, const rp_run *rows, const rp_run *columns, rp_tile_walk *walk, rp_tile_lines *lines,
    const float *from, const float *start, float *to)
{
    rp_walk at = {0, rows->taps.output * plan->from.width + columns->taps.output, rows->first * plan->to.width + columns->first};
    for (int32_t left = rows->count * columns->count; left > 0; left -= 4) {
        for (int32_t i = 0; i < 4; i++) {
            lines->a[i] = from + at.from;
            lines->start[i] = start;
            lines->y[i] = to + at.to;
            if (i + 1 < left) {
                rp_walk_on(plan, columns->count, &at);
            }
        }
        rp_tile_sums(backward, windows, &walk->blocks, &walk->exchanged, left < 4 ? left : 4, lines);
    }
}

/* A rectangle of all samples and groups. */
static inline void rp_rectangle_of_all(
    bool backward, const rp_position_plan *plan, const rp_run *rows, const rp_run *columns, int32_t n, const float *from, const float *w, const float *start, float *to)
{
    static const float zero = 0.0f;
    const int32_t from_plane = plan->from.height * plan->from.width;
    const int32_t to_plane = plan->to.height * plan->to.width;
    const bool has_taps = rows->taps.count > 0 && columns->taps.count > 0;
    const rp_box box = {plan->from.channels, rows->taps.count, columns->taps.count};
    const rp_steps in_sources = {from_plane, plan->vertical.tap_source_step * plan->from.width, plan->horizontal.tap_source_step, 0};
    const rp_steps in_weights = {plan->weights.summed, plan->vertical.tap_step * plan->weights.row, plan->horizontal.tap_step, 0};
    rp_tile_walk walk;
    rp_tile_walk_of(backward, &walk, box, in_sources, in_weights);
    const bool windows = has_taps && plan->horizontal.source_step == 1 && columns->count % 4 == 0 && rp_is_window(&walk.blocks.nest, backward);
    rp_tile_lines lines;
    lines.b_step = plan->weights.made;
    lines.start_step = start == NULL ? 0 : 1;
    lines.y_step = to_plane;
    lines.lines_b = plan->to.channels;
    for (int32_t group = 0; group < n * plan->groups; group++) {
        const float *first_start = start == NULL ? &zero : start + group % plan->groups * plan->to.channels;
        lines.b = w + group % plan->groups * plan->weights.group + rows->taps.tap * plan->weights.row + columns->taps.tap;
        if (has_taps) {
            rp_rectangle_sums(backward, windows, plan, rows, columns, &walk, &lines, from, first_start, to);
        } else {
            for (int32_t c = 0; c < plan->to.channels; c++) {
                rp_rectangle_fill(
                    to + c * to_plane + rows->first * plan->to.width + columns->first, rows->count, plan->vertical.step * plan->to.width, columns->count,
                    plan->horizontal.step, first_start[c * lines.start_step]);
            }
        }
        from += plan->from.channels * from_plane;
        to += plan->to.channels * to_plane;
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
            part.count -= rows.taps.count > 0 ? part.count % 4 : 0;
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
