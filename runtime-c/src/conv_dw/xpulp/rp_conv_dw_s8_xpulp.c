/* 3x3 depthwise convolution of stride 1 in integers, channels-last, for Xpulp; docs/numerics.md N6.2. Shared out by four channels, a stretch of rows and two columns at a
 * time, which are turned first so that the taps of a row lie side by side. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_dw_codes.h"
#include "internal/rp_xpulp_dw_stretch.h"

void rp_conv_dw_s8_xpulp(rp_share share, const rp_conv_geometry *geometry, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                         uint8_t *scratch, uint8_t *y)
{
    const rp_conv_geometry g = *geometry;
    const rp_s8_output output = *o;
    const int32_t channels = g.c_out;
    const int32_t across = (g.w_out + 1) / 2;
    const int32_t down = (g.h_out + RP_XPULP_DW_ROWS - 1) / RP_XPULP_DW_ROWS;
    const int32_t most = down == 1 ? g.h_out : (g.h_out + down - 1) / down; /* a division takes 33 cycles */
    uint32_t *words = (uint32_t *)(void *)scratch + share.core * 4 * (most + 2);
    const uint32_t padding = (uint32_t)output.zp_in * 0x01010101U;
    const rp_span own = rp_share_of(share, (channels + 3) / 4 * down * across);
    int32_t quad = own.first / (down * across);
    int32_t stretch = down == 1 ? 0 : (own.first - quad * down * across) / across;
    int32_t column = own.first - (quad * down + stretch) * across;
    rp_xpulp_dw_codes t;
    t.to_column = channels;
    t.stage = rp_xpulp_stage_of(&output);
    for (int32_t left = own.end - own.first; left > 0;) {
        /* the last four channels overlap those before where they are no multiple of four */
        const int32_t channel = 4 * quad + 4 <= channels ? 4 * quad : channels - 4;
        const int32_t row = stretch * most;
        t.rows = g.h_out - row < most ? g.h_out - row : most;
        t.threes = (int32_t)((uint32_t)t.rows / 3U);
        t.rest = t.rows - 3 * t.threes;
        t.channels = channel + 4 - 4 * quad;
        t.from = words + 4 - t.channels;
        t.w = (const uint32_t *)(const void *)(w + 48 * quad);
        t.q = q + 4 * quad;
        t.to = y + (row * g.w_out + 2 * column) * channels + 4 * quad;
        const rp_xpulp_dw_stretch s = rp_xpulp_dw_stretch_at(&g, g.w_in * channels, channels, padding, x + channel, row - g.pad_top, t.rows + 2);
        rp_xpulp_dw_stretch_fill(&s, words);
        const rp_xpulp_dw_way way = rp_xpulp_dw_way_of(&t, &output);
        const int32_t end = column + left < across ? column + left : across;
        left -= end - column;
        for (; column < end; column++) {
            rp_xpulp_dw_stretch_turn(&s, words, 2 * column - g.pad_left, 1, 4);
            t.columns = 2 * column + 2 <= g.w_out ? 2 : 1;
            t.to_row = (g.w_out - t.columns + 1) * channels;
            rp_xpulp_dw_compute(&t, way, &output);
            t.to += 2 * channels;
        }
        column = 0;
        stretch++;
        if (stretch == down) {
            stretch = 0;
            quad++;
        }
    }
}
