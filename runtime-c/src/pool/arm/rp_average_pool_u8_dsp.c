/* Average pooling of codes, channels-last, four channels at a time, their sums in halves of words; docs/numerics.md N6.3. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_channel_quads.h"
#include "internal/rp_pool_window.h"

/* So many codes fit the sum in 16 bits: 257 * 255 = 65535. */
enum { RP_POOL_STRETCH = 257 };

/* Sums of the taps of four channels: of channels 0 and 2, of 1 and 3 since the last stretch, and in all. */
typedef struct {
    uint32_t even, odd;
    int32_t all[4];
} rp_quad_sums;

static void rp_end_stretch(rp_quad_sums *s)
{
    s->all[0] += (int32_t)(s->even & 0xffffU);
    s->all[1] += (int32_t)(s->odd & 0xffffU);
    s->all[2] += (int32_t)(s->even >> 16);
    s->all[3] += (int32_t)(s->odd >> 16);
    s->even = 0;
    s->odd = 0;
}

static void rp_sum_quad(const rp_pool_geometry *g, const rp_pool_window *window, const uint8_t *from, rp_channel_quad quad, rp_quad_sums *s)
{
    const int32_t tap = g->dilation_w * g->channels;
    int32_t room = RP_POOL_STRETCH;
    for (int32_t ky = window->rows.first; ky < window->rows.end; ky++) {
        const uint8_t *code = from;
        int32_t left = window->columns.end - window->columns.first;
        while (left > 0) {
            const int32_t count = left < room ? left : room;
            uint32_t even = s->even;
            uint32_t odd = s->odd;
            for (int32_t i = 0; i < count; i++) {
                const uint32_t word = rp_load_quad(code, quad);
                even = rp_uxtab16(even, word);
                odd = rp_uxtab16_ror8(odd, word);
                code += tap;
            }
            s->even = even;
            s->odd = odd;
            left -= count;
            room -= count;
            if (room == 0) {
                rp_end_stretch(s);
                room = RP_POOL_STRETCH;
            }
        }
        from += g->dilation_h * g->w_in * g->channels;
    }
    rp_end_stretch(s);
}

void rp_average_pool_u8_dsp(const rp_pool_geometry *g, const rp_s8_output *o, int32_t entries, const int32_t *counts, const rp_requant *q, const uint8_t *x,
                            uint8_t *y)
{
    uint8_t *to = y;
    for (int32_t oy = 0; oy < g->h_out; oy++) {
        rp_pool_window window = rp_pool_rows(g, oy);
        for (int32_t ox = 0; ox < g->w_out; ox++) {
            rp_pool_columns(g, ox, &window);
            /* As in rp_average_pool_u8: only a window without taps has a count that is not listed. */
            const int32_t count = rp_pool_count(g, &window);
            int32_t entry = 0;
            while (entry + 1 < entries && counts[entry] < count) {
                entry++;
            }
            const int32_t valid = (window.rows.end - window.rows.first) * (window.columns.end - window.columns.first);
            const int32_t row = window.top + window.rows.first * g->dilation_h;
            const int32_t column = window.left + window.columns.first * g->dilation_w;
            const uint8_t *first = x + (row * g->w_in + column) * g->channels;
            for (int32_t c = 0; c < g->channels; c += 4) {
                const rp_channel_quad quad = rp_channel_quad_at(c, g->channels);
                rp_quad_sums sums = {0, 0, {0, 0, 0, 0}};
                rp_sum_quad(g, &window, first + quad.first, quad, &sums);
                uint32_t word = 0;
                for (int32_t i = 0; i < 4; i++) {
                    word |= (uint32_t)rp_requantize_dsp(sums.all[i] - valid * o->zp_in, q[entry], o->zp_out) << (8 * i);
                }
                rp_store_quad(to + quad.first, quad, word);
            }
            to += g->channels;
        }
    }
    rp_clamp_codes(y, (int32_t)(to - y), o->low, o->high);
}
