/* Depthwise convolution of any geometry as a gather, for Xpulp, forward or input gradient: a plane of results falls into rectangles that have the same taps inside. Each is computed
 * for all planes in turn, kernel row by kernel row, so that what does not change from plane to plane stays in registers and in the core's own instruction cache. */
#ifndef RP_XPULP_DW_PLANE_H
#define RP_XPULP_DW_PLANE_H

#include "internal/rp_xpulp_dw_line.h"
#include "internal/rp_xpulp_dw_part.h"
#include "internal/rp_xpulp_gather.h"
#include "internal/rp_xpulp_runs.h"
#include "internal/rp_xpulp_window.h"

#include <stdbool.h>
#include <stddef.h>

/* Planes of results: where the first one's operands are. `summed` source planes and kernels after those are summed. */
typedef struct {
    const rp_xpulp_gather *g;
    int32_t planes, summed;
    int32_t source_plane, kernel; /* elements of one */
    rp_xpulp_dw_planes_at at;     /* start: of the sums */
} rp_xpulp_dw_work;

/* Result by result: where there are too few for the loops of a part. */
static inline void rp_xpulp_dw_singly(const rp_xpulp_dw_work *p, const rp_xpulp_run *v, const rp_xpulp_run *h)
{
    const rp_xpulp_gather *g = p->g;
    const rp_xpulp_window window = {v->taps.count,
                                    h->taps.count,
                                    g->horizontal.source_step,
                                    g->vertical.source_step * g->source_width,
                                    g->horizontal.tap_step,
                                    g->vertical.tap_step * g->kernel_width};
    const int32_t summed = v->taps.count > 0 && h->taps.count > 0 ? p->summed : 0;
    for (int32_t i = 0; i < v->count * h->count; i++) {
        const int32_t row = i / h->count, column = i - row * h->count;
        rp_xpulp_dw_planes_at at = p->at;
        at.from += (v->taps.output + row * g->vertical.shift) * g->source_width + h->taps.output + column * g->horizontal.shift;
        at.w += v->taps.tap * g->kernel_width + h->taps.tap;
        at.to += (v->first + row * g->vertical.period) * g->horizontal.positions + h->first + column * g->horizontal.period;
        for (int32_t plane = 0; plane < p->planes; plane++) {
            float sum = *at.start;
            for (int32_t filter = 0; filter < summed; filter++) {
                sum = rp_xpulp_window_sum(&window, at.from + filter * p->source_plane, at.w + filter * p->kernel, sum);
            }
            *at.to = sum;
            at.from += at.next_from;
            at.w += at.next_w;
            at.start += at.next_start;
            at.to += at.next_to;
        }
    }
}

/* Whether the nine taps of a forward pass can go in one loop. */
static inline bool rp_xpulp_dw_nine(const rp_xpulp_gather *g, const rp_xpulp_run *v, const rp_xpulp_run *h)
{
    return v->taps.count == 3 && h->taps.count == 3 && g->kernel_width == 3 && g->horizontal.period == 1 && g->vertical.tap_step == 1 && g->horizontal.tap_step == 1;
}

/* Kernel row by kernel row. at: of the rectangle's first result and tap. */
static inline void rp_xpulp_dw_by_rows(const rp_xpulp_dw_work *work, const rp_xpulp_run *v, const rp_xpulp_run *h, rp_xpulp_dw_part p, rp_xpulp_dw_planes_at at)
{
    const rp_xpulp_gather *g = work->g;
    for (int32_t filter = 0; filter < work->summed; filter++) {
        for (int32_t row = 0; row < v->taps.count; row++) {
            rp_xpulp_dw_planes_at some = at;
            some.from += filter * work->source_plane + row * g->vertical.source_step * g->source_width;
            some.w += filter * work->kernel + row * g->vertical.tap_step * g->kernel_width;
            for (int32_t left = h->taps.count; left > 0;) {
                const int32_t half = (left + 1) >> 1;
                const int32_t taps = left <= RP_XPULP_PART_TAPS ? left : half < RP_XPULP_PART_TAPS ? half : RP_XPULP_PART_TAPS;
                rp_xpulp_dw_part_sums(&p, work->planes, some, taps, g->horizontal.tap_step);
                some.from += taps * g->horizontal.source_step;
                some.w += taps * g->horizontal.tap_step;
                left -= taps;
                p.start = p.to; /* from now on sums are those that are there */
                p.start_line = p.to_line;
                some.start = some.to;
                some.next_start = some.next_to;
            }
            at.start = at.to;
            at.next_start = at.next_to;
        }
    }
}

static inline void rp_xpulp_dw_rectangle(const rp_xpulp_dw_work *work, const rp_xpulp_run *v, const rp_xpulp_run *h)
{
    const rp_xpulp_gather *g = work->g;
    if (v->taps.count == 0 || h->taps.count == 0 || (v->count == 1 && h->count == 1)) {
        rp_xpulp_dw_singly(work, v, h);
        return;
    }
    const int32_t next_column = g->horizontal.shift, to_column = g->horizontal.period;
    const int32_t next_row = g->vertical.shift * g->source_width, to_row = g->vertical.period * g->horizontal.positions;
    rp_xpulp_dw_planes_at at = work->at;
    at.from += v->taps.output * g->source_width + h->taps.output;
    at.w += v->taps.tap * g->kernel_width + h->taps.tap;
    at.to += v->first * g->horizontal.positions + h->first;
    if (work->summed == 1 && rp_xpulp_dw_nine(g, v, h)) {
        const rp_xpulp_line_steps steps = {g->vertical.source_step * g->source_width, g->horizontal.source_step, next_column};
        for (int32_t plane = 0; plane < work->planes; plane++) {
            rp_xpulp_lines_3x3(v->count, h->count, at.from, next_row, steps, at.w, *at.start, at.to, to_row);
            at.from += at.next_from;
            at.w += at.next_w;
            at.start += at.next_start;
            at.to += at.next_to;
        }
        return;
    }
    /* the longer side is the inner loop */
    rp_xpulp_dw_part p = {v->count, h->count, g->horizontal.source_step, next_column, next_row, 0, 0, to_column, to_row};
    if (h->count < v->count) {
        p = (rp_xpulp_dw_part){h->count, v->count, g->horizontal.source_step, next_row, next_column, 0, 0, to_row, to_column};
    }
    rp_xpulp_dw_by_rows(work, v, h, p, at);
}

/* Rows begin .. end-1 of the results of `work`. */
static inline void rp_xpulp_dw_band(const rp_xpulp_dw_work *work, int32_t begin, int32_t end)
{
    const rp_xpulp_gather *g = work->g;
    rp_xpulp_run vertical[RP_XPULP_RUNS], horizontal[RP_XPULP_RUNS];
    rp_xpulp_run_walk down = rp_xpulp_runs_of(&g->vertical, begin, end);
    for (int32_t v = rp_xpulp_next_runs(g, &g->vertical, &down, vertical); v > 0; v = rp_xpulp_next_runs(g, &g->vertical, &down, vertical)) {
        rp_xpulp_run_walk along = rp_xpulp_runs_of(&g->horizontal, 0, g->horizontal.positions);
        for (int32_t h = rp_xpulp_next_runs(g, &g->horizontal, &along, horizontal); h > 0; h = rp_xpulp_next_runs(g, &g->horizontal, &along, horizontal)) {
            for (int32_t i = 0; i < v; i++) {
                for (int32_t j = 0; j < h; j++) {
                    rp_xpulp_dw_rectangle(work, &vertical[i], &horizontal[j]);
                }
            }
        }
    }
}

/* In how many bands of rows planes are shared out, so that no core has much more to do than another. */
static inline int32_t rp_xpulp_dw_bands(int32_t cores, int32_t planes, int32_t rows)
{
    int32_t bands = 1;
    while (bands < 4 && bands < rows && planes * bands < 8 * cores && planes * bands % cores != 0) {
        bands++;
    }
    return bands;
}

/* This core's part of result[planes][vertical.positions][horizontal.positions], `channels` planes a sample. g->channels results share a source plane
 * (forward), or g->summed source planes go into one result (input gradient). bias[channels] or NULL. */
static inline void rp_xpulp_dw_planes(rp_share share, const rp_xpulp_gather *g, int32_t planes, int32_t channels, const float *source, const float *weights,
                                      const float *bias, float *result)
{
    const float zero = 0.0f;
    const int32_t rows = g->vertical.positions;
    const int32_t bands = rp_xpulp_dw_bands(share.cores, planes, rows);
    const int32_t result_plane = rows * g->horizontal.positions;
    const rp_span own = rp_share_of(share, planes * bands);
    rp_xpulp_dw_work work = {g, 0, g->summed, g->source_height * g->source_width, g->vertical.taps.kernel * g->kernel_width, {source, weights, &zero, result, 0, 0, 0, 0}};
    work.at.next_from = g->summed * work.source_plane;
    work.at.next_w = g->summed * work.kernel;
    work.at.next_start = bias != NULL;
    work.at.next_to = result_plane;
    for (int32_t item = own.first; item < own.end;) {
        const int32_t band = bands == 1 ? 0 : item / planes;
        const int32_t plane = item - band * planes;
        const int32_t channel = plane < channels ? plane : plane % channels;
        const rp_span of_rows = rp_share_of((rp_share){band, bands}, rows);
        /* planes that follow each other with all their operands: of one sample, and where every channel has one filter */
        const int32_t left = own.end - item < channels - channel ? own.end - item : channels - channel;
        work.planes = g->channels == 1 ? left : 1;
        work.at.from = source + (g->channels == 1 ? plane : plane / g->channels) * work.at.next_from;
        work.at.w = weights + channel * work.at.next_w;
        work.at.start = bias == NULL ? &zero : bias + channel;
        work.at.to = result + plane * result_plane;
        rp_xpulp_dw_band(&work, of_rows.first, of_rows.end);
        item += work.planes;
    }
}

#endif
