/* Depthwise convolution of any geometry in integers on the pixels where they lie, channels-last, for Xpulp; docs/numerics.md N6.2. Every position lists where the pixels of its
 * taps are, padding being a pixel of its own; channels follow that list four at a time, and four taps of each are turned to a word. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_code.h"
#include "internal/rp_xpulp_turn.h"

/* Where the pixels of the taps at output (oy, ox) are, `padding` for those outside. */
static void list_taps(const rp_conv_geometry *g, const uint8_t *x, const uint8_t *padding, int32_t oy, int32_t ox, const uint8_t **taps)
{
    int32_t iy = oy * g->stride_h - g->pad_top;
    for (int32_t ky = 0; ky < g->k_h; ky++) {
        const uint8_t *row = iy >= 0 && iy < g->h_in ? x + iy * g->w_in * g->c_in : NULL;
        int32_t ix = ox * g->stride_w - g->pad_left;
        for (int32_t kx = 0; kx < g->k_w; kx++) {
            *taps++ = row != NULL && ix >= 0 && ix < g->w_in ? row + ix * g->c_in : padding;
            ix += g->dilation_w;
        }
        iy += g->dilation_h;
    }
}

/* The codes of channels done .. 3 of four, whose pixels are `at` bytes behind the listed ones. */
static void four_channels(const uint8_t *const *taps, int32_t fours, int32_t at, int32_t done, const int8_t *w, const rp_xpulp_channel *q, const rp_s8_output *o,
                          const rp_xpulp_stage *stage, uint8_t *y)
{
    int32_t sums[4] = {q[0].bias, q[1].bias, q[2].bias, q[3].bias};
    for (int32_t i = 0; i < fours; i++) {
        uint32_t words[4];
        rp_xpulp_turn_four(rp_xpulp_load(taps[0] + at), rp_xpulp_load(taps[1] + at), rp_xpulp_load(taps[2] + at), rp_xpulp_load(taps[3] + at), words);
        for (int32_t c = 0; c < 4; c++) {
            sums[c] = rp_xpulp_dot_codes(sums[c], words[c], rp_xpulp_word(w + 4 * c));
        }
        taps += 4;
        w += 16;
    }
    for (int32_t c = done; c < 4; c++) {
        y[c] = rp_xpulp_code(sums[c], q + c, o, stage);
    }
}

void rp_conv_dw_taps_s8_xpulp(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                              uint8_t *scratch, uint8_t *y)
{
    const rp_conv_geometry here = *g;
    const int32_t channels = here.c_in;
    const rp_xpulp_stage stage = rp_xpulp_stage_of(o);
    const int32_t count = here.k_h * here.k_w;
    const int32_t fours = (count + 3) / 4;
    const int32_t quads = (channels + 3) / 4;
    uint8_t *own_scratch = scratch + share.core * (RP_XPULP_TAP_BYTES * 4 * fours + (channels + 7) / 8 * 8);
    const uint8_t **taps = (const uint8_t **)(void *)own_scratch;
    uint8_t *padding = own_scratch + RP_XPULP_TAP_BYTES * 4 * fours;
    memset(padding, o->zp_in, (size_t)channels);
    for (int32_t i = count; i < 4 * fours; i++) {
        taps[i] = padding; /* meets weights of 0 */
    }
    const rp_span own = rp_share_of(share, here.h_out * here.w_out * quads);
    int32_t position = own.first / quads;
    int32_t quad = own.first - position * quads;
    int32_t oy = position / here.w_out;
    int32_t ox = position - oy * here.w_out;
    for (int32_t i = own.first; i < own.end; i++) {
        if (quad == 0 || i == own.first) {
            list_taps(&here, x, padding, oy, ox, taps);
        }
        /* the last four channels overlap those before where they are no multiple of four */
        const int32_t at = 4 * quad + 4 <= channels ? 4 * quad : channels - 4;
        four_channels(taps, fours, at, 4 * quad - at, w + 16 * fours * quad, q + at, o, &stage, y + (oy * here.w_out + ox) * channels + at);
        quad++;
        if (quad == quads) {
            quad = 0;
            ox++;
        }
        if (ox == here.w_out) {
            ox = 0;
            oy++;
        }
    }
}
