/* Average pooling, input gradient, in the output's scan order; docs/numerics.md N3.10. */
#include "rp_kernels_f32.h"

#include "internal/rp_pool_window.h"

#include <string.h>

void rp_average_pool_f32_bw(const rp_pool_geometry *g, int32_t n, const float *dy, float *dx)
{
    const int32_t in_plane = g->h_in * g->w_in;
    for (int32_t plane = 0; plane < n * g->channels; plane++) {
        memset(dx, 0, (size_t)in_plane * sizeof *dx);
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            rp_pool_window window = rp_pool_rows(g, oy);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                rp_pool_columns(g, ox, &window);
                const float share = *dy++ * (1.0f / (float)rp_pool_count(g, &window));
                for (int32_t ky = window.rows.first; ky < window.rows.end; ky++) {
                    float *row = dx + (window.top + ky * g->dilation_h) * g->w_in;
                    for (int32_t kx = window.columns.first; kx < window.columns.end; kx++) {
                        const int32_t index = window.left + kx * g->dilation_w;
                        row[index] = row[index] + share;
                    }
                }
            }
        }
        dx += in_plane;
    }
}
