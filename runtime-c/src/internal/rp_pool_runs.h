/* Outputs of an average pool in runs that have the same count (docs/numerics.md N3.10): those with all taps of a row inside are one run, others stand alone. */
#ifndef RP_POOL_RUNS_H
#define RP_POOL_RUNS_H

#include "internal/rp_pool_window.h"

#include <stdbool.h>

typedef struct {
    rp_range outputs;     /* columns; none: the row is done */
    rp_pool_window first; /* the window of the first */
    int32_t count;
    float factor; /* 1/count, +0 where nothing counts */
} rp_pool_run;

/* The run that follows `run`, of the row of outputs that its window has the rows of; begin with one that ends at 0. */
static inline void rp_pool_next_run(const rp_pool_geometry *g, rp_range interior, rp_pool_run *run)
{
    const int32_t first = run->outputs.end;
    run->outputs.first = first;
    if (first == g->w_out) {
        return;
    }
    rp_pool_columns(g, first, &run->first);
    run->outputs.end = first >= interior.first && first < interior.end ? interior.end : first + 1;
    const int32_t count = rp_pool_count(g, &run->first);
    if (count != run->count) {
        run->count = count;
        run->factor = count > 0 ? 1.0f / (float)count : 0.0f;
    }
}

/* Whether a run is shorter than its rows of taps: then it pays to go along the taps of each output, else along the outputs of each tap. */
static inline bool rp_pool_run_is_short(const rp_pool_run *run)
{
    return run->outputs.end - run->outputs.first < run->first.columns.end - run->first.columns.first;
}

/* The valid taps of the run's first output as rows that are each contiguous but for the dilation: whole rows of the input become one. */
typedef struct {
    int32_t rows, columns;
} rp_pool_taps;

static inline rp_pool_taps rp_pool_taps_of(const rp_pool_geometry *g, const rp_pool_window *window)
{
    const int32_t rows = window->rows.end - window->rows.first;
    const int32_t columns = window->columns.end - window->columns.first;
    const bool whole = columns == g->w_in && g->dilation_h == 1 && g->dilation_w == 1;
    const rp_pool_taps taps = {whole && rows > 0 ? 1 : rows, whole ? rows * columns : columns};
    return taps;
}

#endif
