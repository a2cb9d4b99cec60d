/* Average pooling of codes; docs/numerics.md N6.3. */
#include "rp_kernels_s8.h"

#include "internal/rp_pool_window.h"

void rp_average_pool_u8(const rp_pool_geometry *g, const rp_s8_output *o, int32_t entries, const int32_t *counts, const rp_requant *q, const uint8_t *x, uint8_t *y)
{
    for (int32_t channel = 0; channel < g->channels; channel++) {
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            rp_pool_window window = rp_pool_rows(g, oy);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                rp_pool_columns(g, ox, &window);
                int32_t acc = 0;
                for (int32_t ky = window.rows.first; ky < window.rows.end; ky++) {
                    const uint8_t *row = x + (window.top + ky * g->dilation_h) * g->w_in;
                    for (int32_t kx = window.columns.first; kx < window.columns.end; kx++) {
                        acc += row[window.left + kx * g->dilation_w] - o->zp_in;
                    }
                }
                /* A count that is not listed can only be that of a window without taps: its sum is 0 and any multiplier gives zp_out. */
                const int32_t count = rp_pool_count(g, &window);
                int32_t entry = 0;
                while (entry + 1 < entries && counts[entry] < count) {
                    entry++;
                }
                *y++ = rp_requantize(acc, q[entry], o->zp_out, o->low, o->high);
            }
        }
        x += g->h_in * g->w_in;
    }
}
