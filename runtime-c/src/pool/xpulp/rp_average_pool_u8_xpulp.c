/* Average pooling of codes, channels-last, four channels at a time, for Xpulp; docs/numerics.md N6.3. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_pool_window.h"
#include "internal/rp_xpulp_quads.h"

/* Sums of the taps of four channels. */
static void sum_quad(const rp_pool_geometry *g, const rp_pool_window *window, const uint8_t *from, int32_t lanes, uint32_t sums[4])
{
    const int32_t tap = g->dilation_w * g->channels;
    uint32_t a = 0, b = 0, c = 0, d = 0;
    for (int32_t ky = window->rows.first; ky < window->rows.end; ky++) {
        const uint8_t *code = from;
        for (int32_t kx = window->columns.first; kx < window->columns.end; kx++) {
            const uint32_t word = rp_xpulp_load_quad(code, lanes);
            a = rp_xpulp_dot_unsigned_codes(a, word, 0x1U);
            b = rp_xpulp_dot_unsigned_codes(b, word, 0x100U);
            c = rp_xpulp_dot_unsigned_codes(c, word, 0x10000U);
            d = rp_xpulp_dot_unsigned_codes(d, word, 0x1000000U);
            code += tap;
        }
        from += g->dilation_h * g->w_in * g->channels;
    }
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
}

void rp_average_pool_u8_xpulp(rp_share share, const rp_pool_geometry *geometry, const rp_s8_output *output, int32_t entries, const int32_t *counts,
                              const rp_requant *q, const uint8_t *x, uint8_t *y)
{
    const rp_pool_geometry g = *geometry;
    const rp_s8_output o = *output;
    const int32_t quads = (g.channels + 3) / 4;
    const rp_span own = rp_share_of(share, g.h_out * g.w_out * quads);
    int32_t position = own.first / quads;
    int32_t c = 4 * (own.first - position * quads);
    rp_pool_window window = {0, 0, {0, 0}, {0, 0}};
    int32_t entry = 0;
    for (int32_t i = own.first; i < own.end; i++) {
        if (c == 0 || i == own.first) {
            const int32_t oy = position / g.w_out;
            window = rp_pool_rows(&g, oy);
            rp_pool_columns(&g, position - oy * g.w_out, &window);
            /* as in rp_average_pool_u8: only a window without taps has a count that is not listed */
            const int32_t count = rp_pool_count(&g, &window);
            entry = 0;
            while (entry + 1 < entries && counts[entry] < count) {
                entry++;
            }
        }
        const rp_xpulp_quad quad = rp_xpulp_quad_at(c, g.channels);
        const int32_t pixel = (window.top + window.rows.first * g.dilation_h) * g.w_in + window.left + window.columns.first * g.dilation_w;
        uint32_t sums[4];
        sum_quad(&g, &window, x + pixel * g.channels + quad.first, quad.lanes, sums);
        const int32_t zeros = (window.rows.end - window.rows.first) * (window.columns.end - window.columns.first) * o.zp_in;
        uint32_t word = 0;
        for (int32_t lane = 0; lane < 4; lane++) {
            word |= (uint32_t)rp_requantize((int32_t)sums[lane] - zeros, q[entry], o.zp_out, o.low, o.high) << (8 * lane);
        }
        rp_xpulp_store_quad(y + position * g.channels + quad.first, quad.lanes, word);
        c += 4;
        if (c >= g.channels) {
            c = 0;
            position++;
        }
    }
}
