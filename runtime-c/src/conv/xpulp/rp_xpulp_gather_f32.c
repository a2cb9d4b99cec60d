/* Convolution as a gather for Xpulp: blocks of four channels and four positions that have the same taps. */
#include "internal/rp_xpulp_gather.h"

#include "internal/rp_xpulp_rows.h"
#include "internal/rp_xpulp_window.h"

#include <stdbool.h>
#include <stddef.h>

enum { FLOAT = (int)sizeof(float) };

/* What the blocks at one position, or at four with the same taps, share. */
typedef struct {
    const rp_xpulp_gather *g;
    rp_sources rows, columns;
    const float *source;  /* of the first tap, in the group's first channel */
    const float *weights; /* of the first tap, in the group's first channels */
    int32_t result_plane;
    int32_t from_next; /* between what the sums of two positions start from; 0: a bias */
    rp_xpulp_row_step steps[2 * RP_XPULP_KERNEL_ROWS];
} gather_place;

/* The ends of rows: to the next row, to the next source channel, and in the last channel nowhere. */
static void gather_steps(gather_place *at)
{
    const rp_xpulp_gather *g = at->g;
    const int32_t rows = at->rows.count;
    const rp_xpulp_row_step back = {-at->columns.count * g->horizontal.source_step * FLOAT, -at->columns.count * g->horizontal.tap_step * FLOAT};
    const int32_t source_row = g->vertical.source_step * g->source_width * FLOAT;
    const int32_t weight_row = g->vertical.tap_step * g->kernel_width * FLOAT;
    for (int32_t row = 0; row < rows; row++) {
        rp_xpulp_row_step step = {back.b + source_row, back.a + weight_row};
        if (row == rows - 1) {
            step.b = back.b + g->source_height * g->source_width * FLOAT - row * source_row;
            step.a = back.a + g->summed_step * FLOAT - row * weight_row;
        }
        at->steps[row] = step;
        at->steps[rows + row] = row == rows - 1 ? back : step;
    }
}

static rp_xpulp_walk gather_walk(const float *at, int32_t count, int32_t across, int32_t along)
{
    const rp_xpulp_walk walk = {at, across * FLOAT, (along - (count - 1) * across) * FLOAT};
    return walk;
}

/* Four channels from weights `w` at one position or four, or sixteen at one. */
static void gather_block(const gather_place *at, int32_t channels, int32_t positions, const float *w, const float *bias, int32_t bias_step, float *to)
{
    const rp_xpulp_gather *g = at->g;
    rp_xpulp_rows p = {gather_walk(w, channels, g->channel_step, g->horizontal.tap_step),
                       {at->source, g->horizontal.source_step * FLOAT, 0},
                       {bias, bias_step * FLOAT, 0},
                       to,
                       at->result_plane * FLOAT,
                       0,
                       at->columns.count - 1,
                       at->steps,
                       at->rows.count * (int32_t)sizeof(rp_xpulp_row_step),
                       g->summed,
                       at->rows.count,
                       0,
                       0};
    if (positions == 4) {
        p.b = gather_walk(at->source, 4, g->horizontal.shift, g->horizontal.source_step);
        p.from = gather_walk(bias, 4, at->from_next, bias_step);
        p.to_next = g->horizontal.period * FLOAT;
        p.to_back = (at->result_plane - 3 * g->horizontal.period) * FLOAT;
        rp_xpulp_rows_4x4(&p);
    } else if (channels == 4) {
        rp_xpulp_rows_4x1(&p);
    } else {
        rp_xpulp_rows_16x1(&p);
    }
}

/* One channel at four positions: the positions are the rows of the block, so operands and steps change places. */
static void gather_single_4(const gather_place *at, const float *w, const float *bias, float *to)
{
    const rp_xpulp_gather *g = at->g;
    rp_xpulp_row_step steps[2 * RP_XPULP_KERNEL_ROWS];
    for (int32_t i = 0; i < 2 * at->rows.count; i++) {
        const rp_xpulp_row_step swapped = {at->steps[i].a, at->steps[i].b};
        steps[i] = swapped;
    }
    rp_xpulp_rows p = {gather_walk(at->source, 4, g->horizontal.shift, g->horizontal.source_step),
                       {w, g->horizontal.tap_step * FLOAT, 0},
                       {bias, at->from_next * FLOAT, 0},
                       to,
                       g->horizontal.period * FLOAT,
                       0,
                       at->columns.count - 1,
                       steps,
                       at->rows.count * (int32_t)sizeof(rp_xpulp_row_step),
                       g->summed,
                       at->rows.count,
                       0,
                       0};
    rp_xpulp_rows_4x1(&p);
}

static float gather_single(const gather_place *at, const float *w, float sum)
{
    const rp_xpulp_gather *g = at->g;
    const rp_xpulp_window window = {at->rows.count,
                                    at->columns.count,
                                    g->horizontal.source_step,
                                    g->vertical.source_step * g->source_width,
                                    g->horizontal.tap_step,
                                    g->vertical.tap_step * g->kernel_width};
    for (int32_t c = 0; c < g->summed; c++) {
        sum = rp_xpulp_window_sum(&window, at->source + c * g->source_height * g->source_width, w + c * g->summed_step, sum);
    }
    return sum;
}

/* Channels first .. end-1 at one position or four; where fewer than four are left the last four overlap those before, which get the same results
 * twice, unless sums have begun. */
static void gather_channels(const gather_place *at, int32_t positions, int32_t first, int32_t end, const float *bias, int32_t bias_step, float *to)
{
    const rp_xpulp_gather *g = at->g;
    const bool empty = at->rows.count == 0 || at->columns.count == 0;
    int32_t c = first;
    for (; c + 16 <= end && !empty && positions == 1; c += 16) {
        gather_block(at, 16, 1, at->weights + c * g->channel_step, bias + c * bias_step, bias_step, to + c * at->result_plane);
    }
    for (; c + 4 <= end && !empty; c += 4) {
        gather_block(at, 4, positions, at->weights + c * g->channel_step, bias + c * bias_step, bias_step, to + c * at->result_plane);
    }
    if (c < end && end >= 4 && !empty && !g->begun) {
        c = end - 4;
        gather_block(at, 4, positions, at->weights + c * g->channel_step, bias + c * bias_step, bias_step, to + c * at->result_plane);
        return;
    }
    for (; c < end; c++) {
        const float *w = at->weights + c * g->channel_step;
        float *channel_to = to + c * at->result_plane;
        if (positions == 4 && !empty) {
            gather_single_4(at, w, bias + c * bias_step, channel_to);
            continue;
        }
        for (int32_t i = 0; i < positions; i++) {
            const float start = bias[c * bias_step + i * at->from_next];
            channel_to[i * g->horizontal.period] = empty ? start : gather_single(at, w, start);
        }
    }
}

/* Channels first .. end-1 of `some` positions of one row. */
static void gather_row(gather_place *at, int32_t row, rp_range some, int32_t first, int32_t end, const float *source, const float *weights, const float *bias,
                       int32_t bias_step, float *to)
{
    const rp_xpulp_gather *g = at->g;
    const rp_xpulp_axis *axis = &g->horizontal;
    at->rows = g->taps_of(&g->vertical.taps, row);
    for (int32_t residue = 0; residue < axis->period; residue++) {
        int32_t position = some.first + residue;
        while (position < some.end) {
            at->columns = g->taps_of(&axis->taps, position);
            int32_t count = 1;
            if (at->columns.count > 0 && position + 3 * axis->period < some.end) {
                /* Taps change one way only along a residue, so what holds for the fourth holds for those between; not so of none at all, which may lie on either side of some. */
                const rp_sources fourth = g->taps_of(&axis->taps, position + 3 * axis->period);
                count = fourth.count == at->columns.count && fourth.tap == at->columns.tap ? 4 : 1;
            }
            at->source = source + at->rows.output * g->source_width + at->columns.output;
            at->weights = weights + at->rows.tap * g->kernel_width + at->columns.tap;
            gather_steps(at);
            const int32_t place = row * axis->positions + position;
            gather_channels(at, count, first, end, g->begun ? to + place : bias, bias_step, to + place);
            position += count * axis->period;
        }
    }
}

/* How a row of positions is shared out: in parts of whole blocks, the first of which begins behind those positions that the edge takes taps from. */
typedef struct {
    int32_t parts, blocks, lead;
} gather_split;

/* Whether a quarter of the cores' time at most is spent waiting for the one that has most of `items`. */
static bool gather_balanced(int32_t cores, int32_t items)
{
    return 4 * items >= 3 * cores * ((items + cores - 1) / cores);
}

/* Rows are split where there are too few of them to keep all cores busy, as in one dimension. */
static gather_split gather_split_of(const rp_xpulp_gather *g, int32_t cores, int32_t items)
{
    const rp_xpulp_axis *axis = &g->horizontal;
    const int32_t block = 4 * axis->period;
    gather_split split = {1, 1, 0};
    if (gather_balanced(cores, items)) {
        return split;
    }
    for (; split.lead + 3 * axis->period < axis->positions; split.lead++) {
        const rp_sources first = g->taps_of(&axis->taps, split.lead);
        const rp_sources fourth = g->taps_of(&axis->taps, split.lead + 3 * axis->period);
        if (first.count == fourth.count && first.tap == fourth.tap) {
            break;
        }
    }
    split.blocks = (axis->positions - split.lead + block - 1) / block;
    while (split.parts < split.blocks && !gather_balanced(cores, items * split.parts)) {
        split.parts++;
    }
    return split;
}

static rp_range gather_part(const gather_split *split, const rp_xpulp_axis *axis, int32_t part)
{
    const rp_span blocks = rp_share_of((rp_share){part, split->parts}, split->blocks);
    const int32_t first = part == 0 ? 0 : split->lead + 4 * axis->period * blocks.first;
    const int32_t end = split->lead + 4 * axis->period * blocks.end;
    return (rp_range){first, end < axis->positions && part + 1 < split->parts ? end : axis->positions};
}

void rp_xpulp_gather_f32(rp_share share, const rp_xpulp_gather *g, int32_t n, const float *source, const float *weights, const float *bias, float *result)
{
    const float zero = 0.0f;
    const int32_t quads = (g->channels + 3) / 4;
    const int32_t rows = g->vertical.positions;
    const gather_split split = gather_split_of(g, share.cores, n * g->groups * rows * quads);
    const rp_span own = rp_share_of(share, n * g->groups * rows * split.parts * quads);
    gather_place at;
    at.g = g;
    at.result_plane = rows * g->horizontal.positions;
    at.from_next = g->begun ? g->horizontal.period : 0;
    const int32_t bias_step = g->begun ? at.result_plane : bias != NULL;
    int32_t item = own.first;
    while (item < own.end) {
        const int32_t line = item / quads; /* part of a row of all samples and groups */
        const int32_t row = split.parts == 1 ? line : line / split.parts;
        const int32_t plane = row / rows; /* group of a sample */
        const int32_t group = plane % g->groups;
        const int32_t quad = item - line * quads;
        const int32_t taken = own.end - item < quads - quad ? own.end - item : quads - quad;
        const int32_t end = 4 * (quad + taken) < g->channels ? 4 * (quad + taken) : g->channels;
        gather_row(&at, row - plane * rows, gather_part(&split, &g->horizontal, line - row * split.parts), 4 * quad, end,
                   source + plane * g->summed * g->source_height * g->source_width, weights + group * g->group_step,
                   bias == NULL ? &zero : bias + group * g->channels, bias_step, result + plane * g->channels * at.result_plane);
        item += taken;
    }
}
