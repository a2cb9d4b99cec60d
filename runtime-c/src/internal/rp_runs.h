/* Positions along one axis of a convolution whose sums take the same taps: outputs (forward) or, in gather form, inputs (input gradient). */
#ifndef RP_RUNS_H
#define RP_RUNS_H

#include "internal/rp_sources.h"
#include "internal/rp_window.h"

#include <stdbool.h>
#include <stdint.h>

/* One axis: `count` positions that read sources (inputs forward, outputs backward). */
typedef struct {
    rp_axis axis; /* its `out` is the number of sources */
    int32_t count;
    int32_t step;        /* from one position of a run to the next */
    int32_t source_step; /* and from its first source to the next one's */
    int32_t tap_step;    /* from one tap of a position to the next */
    int32_t tap_source_step;
} rp_positions;

/* Positions first, first+step, ...: `count` of them, with `taps.count` taps each; taps.output is the source of the first position's first tap. */
typedef struct {
    int32_t first, count;
    rp_sources taps;
    int32_t next; /* where the next run begins; 0 before the first */
} rp_run;

static inline rp_positions rp_positions_forward(int32_t kernel, int32_t stride, int32_t dilation, int32_t pad, int32_t in, int32_t out)
{
    rp_positions positions = {{kernel, stride, dilation, pad, in, 1, 0}, out, 1, stride, 1, dilation};
    return positions;
}

static inline rp_positions rp_positions_backward(int32_t kernel, int32_t stride, int32_t dilation, int32_t pad, int32_t in, int32_t out)
{
    const rp_axis axis = rp_axis_of(kernel, stride, dilation, pad, out);
    rp_positions positions = {axis, in, stride, 1, axis.tap_step, -axis.out_step};
    return positions;
}

static inline rp_sources rp_taps_of(bool backward, const rp_positions *p, int32_t i)
{
    if (backward) {
        return rp_sources_of(&p->axis, i);
    }
    const int32_t origin = i * p->axis.stride - p->axis.pad;
    const rp_range range = rp_valid_range(origin, p->axis.kernel, p->axis.dilation, p->axis.out);
    rp_sources taps = {range.end - range.first, range.first, origin + range.first * p->axis.dilation};
    return taps;
}

/* The run behind `run` (`backward` is a constant); false where there is none. Every position is in exactly one. */
static inline bool rp_next_run(bool backward, const rp_positions *p, rp_run *run)
{
    if (run->next >= p->count) {
        return false;
    }
    run->first = run->next;
    run->count = 0;
    run->taps = rp_taps_of(backward, p, run->first);
    rp_sources taps;
    do {
        run->count++;
        run->next += p->step;
        if (run->next >= p->count) {
            /* The positions between those of this class begin where it began, one further. */
            const int32_t other = run->first % p->step + 1;
            run->next = other < p->step ? other : p->count;
            break;
        }
        taps = rp_taps_of(backward, p, run->next);
    } while (taps.count == run->taps.count && taps.tap == run->taps.tap);
    return true;
}

#endif
