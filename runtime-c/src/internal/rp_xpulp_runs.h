/* Along one axis of a gather (rp_xpulp_gather.h): stretches of positions that have the same taps. */
#ifndef RP_XPULP_RUNS_H
#define RP_XPULP_RUNS_H

#include "internal/rp_xpulp_gather.h"

#include <stdbool.h>

/* Most runs that are found at a time. */
enum { RP_XPULP_RUNS = 12 };

/* Positions first, first + period, ...: `count` of them; taps of the first one. From one to the next the sources move by the axis' shift. */
typedef struct {
    int32_t first, count;
    rp_sources taps;
} rp_xpulp_run;

/* The runs of positions .. end-1 in turn, residue by residue. */
typedef struct {
    int32_t residue, residues, position, end;
} rp_xpulp_run_walk;

/* Of positions begin .. end-1. */
static inline rp_xpulp_run_walk rp_xpulp_runs_of(const rp_xpulp_axis *axis, int32_t begin, int32_t end)
{
    const rp_xpulp_run_walk walk = {begin, begin + axis->period < end ? begin + axis->period : end, begin, end};
    return walk;
}

/* Ceiling of a / b, b > 0; 0 for negative a. Most steps are 1 or 2, and a division takes 33 cycles. */
static inline int32_t rp_xpulp_steps_to(int32_t a, int32_t b)
{
    return a <= 0 ? 0 : b == 1 ? a : b == 2 ? (a + 1) >> 1 : (a + b - 1) / b;
}

/* How many positions from one with these taps on have the same ones. Sources move upwards: the highest leaves at the end, a lower one may enter. */
static inline int32_t rp_xpulp_run_length(const rp_xpulp_axis *axis, rp_sources taps)
{
    if (taps.count == 0) {
        return 1;
    }
    const bool ascending = axis->source_step > 0;
    const int32_t pitch = ascending ? axis->source_step : -axis->source_step;
    const int32_t reach = (taps.count - 1) * pitch;
    const int32_t highest = ascending ? taps.output + reach : taps.output;
    const int32_t next_tap = ascending ? taps.tap - axis->tap_step : taps.tap + taps.count * axis->tap_step;
    int32_t length = rp_xpulp_steps_to(axis->taps.out - highest, axis->shift);
    if (next_tap >= 0 && next_tap < axis->taps.kernel) {
        const int32_t enters = rp_xpulp_steps_to(pitch - (highest - reach), axis->shift);
        length = enters < length ? enters : length;
    }
    return length > 1 ? length : 1;
}

/* Up to RP_XPULP_RUNS runs; returns their number, 0 when there are no more. */
static inline int32_t rp_xpulp_next_runs(const rp_xpulp_gather *g, const rp_xpulp_axis *axis, rp_xpulp_run_walk *walk, rp_xpulp_run runs[RP_XPULP_RUNS])
{
    int32_t number = 0;
    while (number < RP_XPULP_RUNS && walk->residue < walk->residues) {
        rp_xpulp_run *run = &runs[number++];
        run->first = walk->position;
        run->taps = g->taps_of(&axis->taps, walk->position);
        const int32_t length = rp_xpulp_run_length(axis, run->taps);
        const int32_t left = rp_xpulp_steps_to(walk->end - walk->position, axis->period);
        run->count = length < left ? length : left;
        walk->position += run->count * axis->period;
        if (walk->position >= walk->end) {
            walk->position = ++walk->residue;
        }
    }
    return number;
}

#endif
