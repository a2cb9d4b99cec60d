/* Depthwise convolution forward, and its input gradient where there is one output channel for each input channel: rectangles of positions with the same taps,
 * in strips along their longer side, single positions four channels at a time. Each element is ONE accumulator in the order of docs/numerics.md N2. */
#ifndef RP_DW_SUMS_H
#define RP_DW_SUMS_H

#include "internal/rp_dw_plan.h"
#include "internal/rp_strip_run.h"
#include "internal/rp_tile_pairs.h"

/* No tap: the start alone. */
static inline void rp_dw_fill(const rp_dw_plan *plan, rp_dw_side line, rp_dw_side lines, const float *start, float *to)
{
    for (int32_t c = 0; c < plan->channels; c++) {
        const float value = *start;
        float *row = to;
        for (int32_t j = 0; j < lines.count; j++) {
            float *at = row;
            for (int32_t i = 0; i < line.count; i++) {
                *at = value;
                at += line.to;
            }
            row += lines.to;
        }
        start += plan->start_channel;
        to += plan->to_channel;
    }
}

/* Rows of positions with the same taps, to which the row before and the row behind may belong that lack one row of them. */
typedef struct {
    rp_run run;
    bool lacks_first, lacks_last; /* the first row lacks one (an edge of the plane), the last row does */
} rp_edge_band;

/* One position of all channels; `from` and `w` are those of its first tap. */
static inline void rp_dw_position(
    bool backward, const rp_dw_plan *plan, const rp_sources *rows, const rp_sources *columns, const float *from, const float *w, const float *start, float *to)
{
    const rp_box box = {1, rows->count, columns->count};
    const rp_steps in_sources = {0, plan->vertical.tap_source_step * plan->from_width, plan->horizontal.tap_source_step, 0};
    const rp_steps in_weights = {0, plan->vertical.tap_step * plan->kernel_width, plan->horizontal.tap_step, 0};
    const rp_tile_pair_lines lines = {from, w, start, to, plan->from_channel, plan->weight_channel, plan->start_channel, plan->to_channel};
    rp_tile_blocks blocks;
    blocks.nest = rp_nest_of(box, in_sources, in_weights);
    rp_tile_pair_sums(backward, &blocks, &lines, plan->channels);
}

static inline void rp_dw_rectangle_sums(
    bool backward, rp_strip_runner *run, const rp_dw_plan *plan, const rp_edge_band *band, const rp_run *columns, const float *from, const float *w, const float *start, float *to)
{
    const rp_run *rows = &band->run;
    const rp_positions *v = &plan->vertical;
    const rp_positions *h = &plan->horizontal;
    rp_dw_side down = {rows->count, v->source_step * plan->from_width, v->step * plan->to_width};
    const rp_dw_side across = {columns->count, h->source_step, h->step};
    from += rows->taps.output * plan->from_width + columns->taps.output;
    to += rows->first * plan->to_width + columns->first;
    const float *first_weight = w + rows->taps.tap * plan->kernel_width + columns->taps.tap;
    if (rows->count * columns->count == 1 && rows->taps.count * columns->taps.count > 0) {
        rp_dw_position(backward, plan, &rows->taps, &columns->taps, from, first_weight, start, to);
        return;
    }
    if (backward) { /* from the last row up: then the next position's taps begin where the taps' next row is, as they do forward */
        from += (down.count - 1) * down.from;
        to += (down.count - 1) * down.to;
        down.from = -down.from;
        down.to = -down.to;
    }
    /* Three rows of taps that positions share are read once by blocks along a column. */
    const bool rolls = rows->taps.count == 3 && down.from == v->tap_source_step * plan->from_width && columns->taps.count < 4 && down.count > 3;
    const bool few = rows->taps.count < 4 && columns->taps.count < 4;
    const bool contiguous = h->tap_step == 1 && columns->taps.count > 2 && columns->taps.count < 6;
    const bool flat = backward && across.count > 3 && h->tap_source_step == -1 && (few || contiguous);
    const bool by_column = rolls || (!flat && across.count * ((down.count + 3) / 4) < down.count * ((across.count + 3) / 4));
    const rp_dw_side line = by_column ? down : across;
    const rp_dw_side lines = by_column ? across : down;
    if (rows->taps.count == 0 || columns->taps.count == 0) {
        rp_dw_fill(plan, line, lines, start, to);
        return;
    }
    const rp_dw_rectangle at = {
        from, first_weight, start, to, rows->taps.count, columns->taps.count,
        (backward ? band->lacks_last : band->lacks_first) ? 1 : 0, (backward ? band->lacks_first : band->lacks_last) ? 1 : 0,
    };
    rp_dw_lines_of(run, plan, &at, line, lines);
}

/* Whether all columns of a 3x3 window of stride 1 have two or three taps: then rp_dw_rectangle_sums goes down the columns and can take rows at the edges along. */
static inline bool rp_dw_takes_edges(bool backward, const rp_dw_plan *plan)
{
    const rp_axis *v = &plan->vertical.axis;
    const rp_axis *h = &plan->horizontal.axis;
    return v->kernel == 3 && v->stride == 1 && plan->vertical.tap_source_step == (backward ? -1 : 1) && h->kernel == 3 && h->stride == 1
           && plan->horizontal.tap_source_step == (backward ? -1 : 1) && rp_taps_of(backward, &plan->horizontal, 0).count > 1
           && rp_taps_of(backward, &plan->horizontal, plan->horizontal.count - 1).count > 1;
}

/* The next band; with `edges` a row at the top, full rows and a row at the bottom become one. False where there is none. */
static inline bool rp_next_band(bool backward, bool edges, const rp_dw_plan *plan, rp_edge_band *band)
{
    band->lacks_first = false;
    band->lacks_last = false;
    if (!rp_next_run(backward, &plan->vertical, &band->run)) {
        return false;
    }
    rp_edge_band joined = *band;
    if (edges && band->run.count == 1 && band->run.taps.count == 2 && rp_next_run(backward, &plan->vertical, &joined.run) && joined.run.taps.count == 3) {
        joined.lacks_first = true;
        joined.run.first--;
        joined.run.count++;
        joined.run.taps.output--;
    }
    if (edges && joined.run.taps.count == 3) {
        rp_run behind = joined.run;
        if (rp_next_run(backward, &plan->vertical, &behind) && behind.count == 1 && behind.taps.count == 2) {
            joined.lacks_last = true;
            joined.run.count++;
            joined.run.next = behind.next;
        }
        if (joined.run.count > 3) {
            *band = joined;
        }
    }
    return true;
}

/* All positions of `channels` channels of a sample; start: one value a channel, or the same for all where its step is 0. `run` is rp_strip_run_up, or backward
 * rp_strip_run_down. */
static inline void rp_dw_sums(
    bool backward, rp_strip_runner *run, const rp_dw_plan *plan, const float *from, const float *w, const float *start, float *to)
{
    const bool edges = rp_dw_takes_edges(backward, plan);
    rp_edge_band rows = {{0, 0, {0, 0, 0}, 0}, false, false};
    while (rp_next_band(backward, edges, plan, &rows)) {
        rp_run columns = {0, 0, {0, 0, 0}, 0};
        while (rp_next_run(backward, &plan->horizontal, &columns)) {
            rp_dw_rectangle_sums(backward, run, plan, &rows, &columns, from, w, start, to);
        }
    }
}

#endif
