/* What the pools for the FPU of a Cortex-M share: outputs that have their taps at the same places, as many at a time as there are side by side and below each other. */
#ifndef RP_VFP_POOL_H
#define RP_VFP_POOL_H

#include "internal/rp_pool_window.h"
#include "internal/rp_vfp.h"

#include <stdbool.h>

#define RP_POOL_INLINE inline __attribute__((always_inline))

/* Lines of outputs with the same taps, in the output's scan order. Indices and steps in elements of the tensors. */
typedef struct {
    int32_t lines, count;      /* count > 0 outputs in each */
    int32_t line, stride;      /* from the first tap of a line to the next line's, of an output to the next one's */
    int32_t rows, columns;     /* of taps; either may be 0 */
    int32_t row, column;       /* from tap to tap */
    int32_t first, out;        /* the first tap and the output of the first one; lines of outputs follow on each other */
    float factor;              /* of averages: 1/count, +0 where nothing counts */
} rp_pool_group;

/* The tensors that a pool works on; those that it does not have are NULL. */
typedef struct {
    const float *x, *dy;
    float *y, *dx;
} rp_pool_tensors;

typedef void rp_pool_visit(const rp_pool_group *group, const rp_pool_tensors *t);

/* Visits all outputs in scan order. */
void rp_pool_walk_vfp(const rp_pool_geometry *g, int32_t n, bool average, const rp_pool_tensors *t, rp_pool_visit *visit);

/* Whether there is one window, of the whole plane and nothing else. */
static inline bool rp_pool_is_global(const rp_pool_geometry *g)
{
    const bool alone = g->h_out == 1 && g->w_out == 1 && g->pad_top == 0 && g->pad_left == 0;
    return alone && g->dilation_h == 1 && g->dilation_w == 1 && g->k_h == g->h_in && g->k_w == g->w_in;
}

/* The kinds of groups that loops are made for, by their rows and columns of taps side by side: calls FUNCTION(rows, columns, ...), constants but for the rows that a
 * general loop is for. False for other groups. */
#define RP_POOL_DISPATCH(group, FUNCTION, ...) \
    ((group)->column != 1 || (group)->rows == 0 ? false \
     : (group)->columns == 2 ? ((group)->rows == 2 ? (FUNCTION(2, 2, __VA_ARGS__), true) : (FUNCTION((group)->rows, 2, __VA_ARGS__), true)) \
     : (group)->columns == 3 ? ((group)->rows == 3 ? (FUNCTION(3, 3, __VA_ARGS__), true) : (FUNCTION((group)->rows, 3, __VA_ARGS__), true)) \
                             : false)

/* From the first tap, that of the last tap that sets the maximum (docs/numerics.md N3.9): what a NaN asks for. */
static RP_OUT_OF_LINE int32_t rp_pool_last_maximum(const rp_pool_group *group, const float *x)
{
    int32_t winner = 0;
    float m = x[0];
    for (int32_t i = 0; i < group->rows; i++) {
        for (int32_t k = 0; k < group->columns; k++) {
            const int32_t at = i * group->row + k * group->column;
            if (x[at] > m || x[at] != x[at]) {
                m = x[at];
                winner = at;
            }
        }
    }
    return winner;
}

#endif
