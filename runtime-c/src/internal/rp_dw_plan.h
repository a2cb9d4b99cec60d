/* Rectangles of positions of a depthwise convolution that have the same taps (rp_runs.h), cut into strips (rp_strip.h). */
#ifndef RP_DW_PLAN_H
#define RP_DW_PLAN_H

#include "internal/rp_runs.h"
#include "internal/rp_strip_twin.h"

typedef void rp_strip_runner(rp_strip *strip);

/* Elements. What is summed up (from) and what is made (to); the steps of a channel. */
typedef struct {
    rp_positions vertical, horizontal;
    int32_t from_width, from_channel;
    int32_t to_width, to_channel;
    int32_t kernel_width, weight_channel, start_channel;
    int32_t channels;
} rp_dw_plan;

/* Positions in a line (or lines in a rectangle), and elements from one to the next. */
typedef struct {
    int32_t count, from, to;
} rp_dw_side;

/* The first position of a rectangle in the first channel: its first source, tap and result; its taps. */
typedef struct {
    const float *from, *w, *start;
    float *to;
    int32_t rows, columns;
    int32_t lacks_first, lacks_last;
} rp_dw_rectangle;

/* Blocks of four that cover a line of `count` positions. */
static inline int32_t rp_dw_blocks(int32_t count)
{
    return (count + 3) / 4;
}

/* Positions from one block of a line to the next: blocks may overlap (what they share is made twice, and the same) where the line is no multiple of four. 0
 * where no step leads from its first four positions to its last four. */
static inline int32_t rp_dw_block_step(int32_t count)
{
    const int32_t steps = rp_dw_blocks(count) - 1;
    if (steps < 1) {
        return 4;
    }
    return (count - 4) % steps == 0 ? (count - 4) / steps : 0;
}

/* `positions` of every line from `first` on: as many as blocks of one step can cover, or fewer than four (then the last one is made again in place of those
 * that are missing). */
static RP_OUT_OF_LINE void rp_dw_part(
    rp_strip_runner *run, const rp_dw_plan *plan, rp_strip strip, rp_dw_side line, rp_dw_side lines, int32_t first, int32_t positions)
{
    const int32_t size = (int32_t)sizeof(float);
    const int32_t last = positions < 4 ? positions - 1 : 3;
    const int32_t step = rp_dw_block_step(positions);
    strip.x += first * line.from;
    strip.y += first * line.to;
    strip.blocks = rp_dw_blocks(positions);
    strip.lacks_first = strip.lacks_first > 0 && first == 0 ? strip.blocks : 0;
    strip.lacks_last = strip.lacks_last > 0 && first + positions == line.count ? 1 : 0;
    for (int32_t i = 0; i < 3; i++) {
        const int32_t at = i + 1 < last ? i + 1 : last;
        strip.x_next[i] = size * at * line.from;
        strip.y_next[i] = size * at * line.to;
    }
    strip.x_block = size * step * line.from;
    strip.y_block = size * step * line.to;
    strip.x_line = size * lines.from - strip.blocks * strip.x_block;
    strip.y_line = size * lines.to - strip.blocks * strip.y_block;
    strip.x_channel = size * (plan->from_channel - lines.count * lines.from);
    strip.y_channel = size * (plan->to_channel - lines.count * lines.to);
    run(&strip);
}

/* All lines of a rectangle whose positions have `rows` x `columns` taps; from, w, to: those of the first position in the first channel. The first position of
 * each line lacks the first row of taps where lacks_first is 1, the last one the last row where lacks_last is. */
static inline void rp_dw_lines_of(
    rp_strip_runner *run, const rp_dw_plan *plan, const rp_dw_rectangle *at, rp_dw_side line, rp_dw_side lines)
{
    const int32_t size = (int32_t)sizeof(float);
    const rp_positions *v = &plan->vertical;
    const rp_positions *h = &plan->horizontal;
    const int32_t x_row = size * v->tap_source_step * plan->from_width;
    const int32_t x_tap = size * h->tap_source_step;
    const int32_t w_tap = size * h->tap_step;
    rp_strip strip = {0};
    strip.x = at->from;
    strip.w = at->w;
    strip.start = at->start;
    strip.y = at->to;
    strip.channels = plan->channels;
    strip.lines = lines.count;
    strip.rows = at->rows;
    strip.columns = at->columns;
    strip.w_channel = size * plan->weight_channel;
    strip.start_channel = size * plan->start_channel;
    strip.x_tap = x_tap;
    strip.x_row = x_row;
    strip.x_rest = x_row - strip.columns * x_tap;
    strip.w_tap = w_tap;
    strip.w_rest = size * v->tap_step * plan->kernel_width - strip.columns * w_tap;
    strip.lacks_first = at->lacks_first;
    strip.lacks_last = at->lacks_last;
    if (rp_dw_block_step(line.count) > 0) {
        rp_dw_part(run, plan, strip, line, lines, 0, line.count);
    } else { /* the last four once more, with those that are missing */
        rp_dw_part(run, plan, strip, line, lines, 0, line.count - line.count % 4);
        rp_dw_part(run, plan, strip, line, lines, line.count - 4, 4);
    }
}

#endif
