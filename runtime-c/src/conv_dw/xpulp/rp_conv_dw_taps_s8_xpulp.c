/* Depthwise convolution of any geometry in integers, channels-last, for Xpulp; docs/numerics.md N6.2. Shared out by four channels, a stretch of rows and a column at a
 * time: the pixels of its windows' columns are turned first, so that four taps of a row lie side by side. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_dw_stretch.h"
#include "internal/rp_xpulp_dw_words.h"

#include <stdbool.h>

void rp_conv_dw_taps_s8_xpulp(rp_share share, const rp_conv_geometry *geometry, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                              uint8_t *scratch, uint8_t *y)
{
    const rp_conv_geometry g = rp_xpulp_tap_geometry(geometry);
    const rp_s8_output output = *o;
    const int32_t channels = g.c_out;
    const bool turned = geometry->k_h == 1;
    const int32_t from_row = turned ? channels : g.w_in * channels, from_pixel = turned ? g.h_in * channels : channels;
    const int32_t to_row = turned ? channels : g.w_out * channels, to_pixel = turned ? g.h_out * channels : channels;
    const rp_xpulp_stage stage = rp_xpulp_stage_of(&output);
    const uint32_t padding = (uint32_t)output.zp_in * 0x01010101U;
    const int32_t parts = (int32_t)((uint32_t)(g.k_w + 3) / 4U);
    const int32_t most = rp_xpulp_tap_rows(&g);
    const int32_t down = most == 1 ? g.h_out : (g.h_out + most - 1) / most; /* a division takes 33 cycles */
    const int32_t plane = RP_XPULP_STRETCH_WORDS * ((most - 1) * g.stride_h + g.k_h);
    uint32_t *words = (uint32_t *)(void *)scratch + share.core * parts * plane;
    const rp_span own = rp_share_of(share, (channels + 3) / 4 * down * g.w_out);
    int32_t quad = own.first / (down * g.w_out);
    int32_t stretch = down == 1 ? 0 : (own.first - quad * down * g.w_out) / g.w_out;
    int32_t column = own.first - (quad * down + stretch) * g.w_out;
    rp_xpulp_dw_words t;
    t.from = words;
    t.parts = parts;
    t.plane = plane;
    t.kernel_rows = g.k_h;
    t.down = RP_XPULP_STRETCH_WORDS * g.stride_h;
    t.to_row = to_row;
    for (int32_t left = own.end - own.first; left > 0;) {
        /* the last four channels overlap those before where they are no multiple of four */
        const int32_t channel = 4 * quad + 4 <= channels ? 4 * quad : channels - 4;
        const int32_t row = stretch * most;
        t.rows = g.h_out - row < most ? g.h_out - row : most;
        t.w = (const uint32_t *)(const void *)w + 4 * quad * parts * g.k_h;
        t.q = q + channel;
        t.to = y + row * to_row + column * to_pixel + channel;
        const rp_xpulp_dw_stretch s = rp_xpulp_dw_stretch_at(&g, from_row, from_pixel, padding, x + channel, row * g.stride_h - g.pad_top, (t.rows - 1) * g.stride_h + g.k_h);
        for (int32_t part = 0; part < parts; part++) {
            rp_xpulp_dw_stretch_fill(&s, words + part * plane);
        }
        const int32_t end = column + left < g.w_out ? column + left : g.w_out;
        left -= end - column;
        for (; column < end; column++) {
            int32_t ix = column * g.stride_w - g.pad_left;
            for (int32_t part = 0; part < parts; part++) {
                rp_xpulp_dw_stretch_turn(&s, words + part * plane, ix, g.dilation_w, g.k_w - 4 * part);
                ix += 4 * g.dilation_w;
            }
            rp_xpulp_dw_words_compute(&t, &output, &stage);
            t.to += to_pixel;
        }
        column = 0;
        stretch++;
        if (stretch == down) {
            stretch = 0;
            quad++;
        }
    }
}
