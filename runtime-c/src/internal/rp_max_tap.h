/* The tap that a maximum takes its value from; docs/numerics.md N3.9. */
#ifndef RP_MAX_TAP_H
#define RP_MAX_TAP_H

#include "internal/rp_pool_window.h"

/* Index in the plane of the last tap that set the maximum: the first of equal values, a NaN before all others. -1 where no tap is valid. */
static inline int32_t rp_max_tap(const rp_pool_geometry *g, const rp_pool_window *window, const float *plane)
{
    int32_t winner = -1;
    float m = 0.0f;
    for (int32_t ky = window->rows.first; ky < window->rows.end; ky++) {
        const int32_t row = (window->top + ky * g->dilation_h) * g->w_in + window->left;
        for (int32_t kx = window->columns.first; kx < window->columns.end; kx++) {
            const int32_t index = row + kx * g->dilation_w;
            const float x = plane[index];
            if (winner < 0 || x > m || x != x) {
                m = x;
                winner = index;
            }
        }
    }
    return winner;
}

#endif
