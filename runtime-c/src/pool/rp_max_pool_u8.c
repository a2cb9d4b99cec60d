/* Max pooling of codes; docs/numerics.md N6.7. */
#include "rp_kernels_s8.h"

#include "internal/rp_pool_window.h"

void rp_max_pool_u8(const rp_pool_geometry *g, const uint8_t *x, uint8_t *y)
{
    for (int32_t channel = 0; channel < g->channels; channel++) {
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            rp_pool_window window = rp_pool_rows(g, oy);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                rp_pool_columns(g, ox, &window);
                uint8_t m = 0;
                for (int32_t ky = window.rows.first; ky < window.rows.end; ky++) {
                    const uint8_t *row = x + (window.top + ky * g->dilation_h) * g->w_in;
                    for (int32_t kx = window.columns.first; kx < window.columns.end; kx++) {
                        const uint8_t code = row[window.left + kx * g->dilation_w];
                        m = code > m ? code : m;
                    }
                }
                *y++ = m;
            }
        }
        x += g->h_in * g->w_in;
    }
}
