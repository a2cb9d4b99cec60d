/* Max pooling, input gradient: each window gives its gradient to the tap its maximum came from; docs/numerics.md N3.9. */
#include "rp_kernels_f32.h"

#include "internal/rp_max_tap.h"

#include <string.h>

void rp_max_pool_f32_bw(const rp_pool_geometry *g, int32_t n, const float *x, const float *dy, float *dx)
{
    const int32_t in_plane = g->h_in * g->w_in;
    for (int32_t plane = 0; plane < n * g->channels; plane++) {
        memset(dx, 0, (size_t)in_plane * sizeof *dx);
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            rp_pool_window window = rp_pool_rows(g, oy);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                rp_pool_columns(g, ox, &window);
                const int32_t winner = rp_max_tap(g, &window, x);
                if (winner >= 0) {
                    dx[winner] = dx[winner] + *dy;
                }
                dy++;
            }
        }
        x += in_plane;
        dx += in_plane;
    }
}
