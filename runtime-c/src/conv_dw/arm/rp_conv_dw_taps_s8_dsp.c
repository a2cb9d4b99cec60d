/* Depthwise convolution in integers on the pixels where they lie, channels-last; docs/numerics.md N6.2. Nothing is moved: every position lists where the pixels
 * of its taps are, padding being a pixel of its own, and all channels follow that list. Better than rp_conv_dw_s8_dsp where outputs share few codes. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_dw_taps.h"

/* Where the pixels of the taps at output (oy, ox) are. */
static void rp_dw_list_taps(const rp_conv_geometry *g, const uint8_t *x, const uint8_t *padding, int32_t oy, int32_t ox, const uint8_t **taps)
{
    const int32_t left = ox * g->stride_w - g->pad_left;
    int32_t iy = oy * g->stride_h - g->pad_top;
    for (int32_t ky = 0; ky < g->k_h; ky++) {
        const bool inside = iy >= 0 && iy < g->h_in;
        const uint8_t *row = x + (inside ? iy * g->w_in * g->c_in : 0);
        int32_t ix = left;
        for (int32_t kx = 0; kx < g->k_w; kx++) {
            *taps++ = inside && ix >= 0 && ix < g->w_in ? row + ix * g->c_in : padding;
            ix += g->dilation_w;
        }
        iy += g->dilation_h;
    }
}

void rp_conv_dw_taps_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int32_t *w, const rp_dsp_channel *q, uint8_t *scratch,
                            uint8_t *y)
{
    const int32_t pairs = rp_dw_tap_pairs(g);
    uint8_t *const padding = scratch + 16 * pairs;
    const uint8_t **const taps = (const uint8_t **)(void *)scratch;
    const uint8_t *const *const end = taps + 2 * pairs;
    uint8_t *to = y;
    bool plain = true;
    for (int32_t c = 0; c < g->c_in; c++) {
        padding[c] = (uint8_t)o->zp_in;
        plain = plain && q[c].plain != 0;
    }
    taps[2 * pairs - 1] = padding; /* has weight 0 where it is no tap */
    for (int32_t oy = 0; oy < g->h_out; oy++) {
        for (int32_t ox = 0; ox < g->w_out; ox++) {
            rp_dw_list_taps(g, x, padding, oy, ox, taps);
            if (plain) {
                rp_dw_tap_pixel(true, g->c_in, taps, end, w, q, to);
            } else {
                rp_dw_tap_pixel(false, g->c_in, taps, end, w, q, to);
            }
            to += g->c_out;
        }
    }
    rp_clamp_codes(y, g->h_out * g->w_out * g->c_out, o->low, o->high);
}
