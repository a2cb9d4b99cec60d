/* Average pooling, forward; docs/numerics.md N3.10, N2.6. */
#include "rp_kernels_f32.h"

#include "internal/rp_pool_window.h"

void rp_average_pool_f32_fw(const rp_pool_geometry *g, int32_t n, const float *x, float *y)
{
    for (int32_t plane = 0; plane < n * g->channels; plane++) {
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            rp_pool_window window = rp_pool_rows(g, oy);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                rp_pool_columns(g, ox, &window);
                float acc = 0.0f;
                for (int32_t ky = window.rows.first; ky < window.rows.end; ky++) {
                    const float *row = x + (window.top + ky * g->dilation_h) * g->w_in;
                    for (int32_t kx = window.columns.first; kx < window.columns.end; kx++) {
                        acc = acc + row[window.left + kx * g->dilation_w];
                    }
                }
                const int32_t count = rp_pool_count(g, &window);
                *y++ = count > 0 ? acc * (1.0f / (float)count) : 0.0f;
            }
        }
        x += g->h_in * g->w_in;
    }
}
