/* Max pooling of codes, channels-last, four channels at a time, for Xpulp; docs/numerics.md N6.7. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_pool_window.h"
#include "internal/rp_xpulp_quads.h"

void rp_max_pool_u8_xpulp(rp_share share, const rp_pool_geometry *geometry, const uint8_t *x, uint8_t *y)
{
    const rp_pool_geometry g = *geometry;
    const int32_t row = g.dilation_h * g.w_in * g.channels;
    const int32_t tap = g.dilation_w * g.channels;
    const int32_t quads = (g.channels + 3) / 4;
    const rp_span own = rp_share_of(share, g.h_out * g.w_out * quads);
    int32_t position = own.first / quads;
    int32_t c = 4 * (own.first - position * quads);
    rp_pool_window window = {0, 0, {0, 0}, {0, 0}};
    for (int32_t i = own.first; i < own.end; i++) {
        if (c == 0 || i == own.first) {
            const int32_t oy = position / g.w_out;
            window = rp_pool_rows(&g, oy);
            rp_pool_columns(&g, position - oy * g.w_out, &window);
        }
        const rp_xpulp_quad quad = rp_xpulp_quad_at(c, g.channels);
        const uint8_t *from =
            x + ((window.top + window.rows.first * g.dilation_h) * g.w_in + window.left + window.columns.first * g.dilation_w) * g.channels + quad.first;
        uint32_t largest = 0;
        for (int32_t ky = window.rows.first; ky < window.rows.end; ky++) {
            const uint8_t *code = from;
            for (int32_t kx = window.columns.first; kx < window.columns.end; kx++) {
                largest = rp_xpulp_larger(largest, rp_xpulp_load_quad(code, quad.lanes));
                code += tap;
            }
            from += row;
        }
        rp_xpulp_store_quad(y + position * g.channels + quad.first, quad.lanes, largest);
        c += 4;
        if (c >= g.channels) {
            c = 0;
            position++;
        }
    }
}
