/* Max pooling of codes, channels-last, four channels at a time; docs/numerics.md N6.7. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_channel_quads.h"
#include "internal/rp_pool_window.h"

void rp_max_pool_u8_dsp(const rp_pool_geometry *g, const uint8_t *x, uint8_t *y)
{
    const int32_t row = g->w_in * g->channels;
    const int32_t tap = g->dilation_w * g->channels;
    for (int32_t oy = 0; oy < g->h_out; oy++) {
        rp_pool_window window = rp_pool_rows(g, oy);
        for (int32_t ox = 0; ox < g->w_out; ox++) {
            rp_pool_columns(g, ox, &window);
            const uint8_t *first = x + (window.top + window.rows.first * g->dilation_h) * row + (window.left + window.columns.first * g->dilation_w) * g->channels;
            for (int32_t c = 0; c < g->channels; c += 4) {
                const rp_channel_quad quad = rp_channel_quad_at(c, g->channels);
                const uint8_t *from = first + quad.first;
                uint32_t largest = 0;
                for (int32_t ky = window.rows.first; ky < window.rows.end; ky++) {
                    const uint8_t *code = from;
                    for (int32_t kx = window.columns.first; kx < window.columns.end; kx++) {
                        largest = rp_max_bytes(largest, rp_load_quad(code, quad));
                        code += tap;
                    }
                    from += g->dilation_h * row;
                }
                rp_store_quad(y + quad.first, quad, largest);
            }
            y += g->channels;
        }
    }
}
