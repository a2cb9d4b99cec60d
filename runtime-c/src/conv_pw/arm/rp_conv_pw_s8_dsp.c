/* Pointwise convolution with the DSP extension, channels last, two pixels by two channels at a time; docs/numerics.md N6.2. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_dsp_pixels.h"

void rp_conv_pw_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, int32_t pixel_step, int32_t channel_step, const uint8_t *x, const int32_t *w,
                       const rp_dsp_channel *q, uint8_t *y)
{
    const int32_t pixels = g->h_in * g->w_in;
    for (int32_t c = 0; c < g->c_out; c += 2) {
        const bool both = c + 1 < g->c_out;
        const rp_dsp_pixels p = {x, g->c_in, w, q + c, both ? q + c + 1 : q + c, y + c * channel_step, both ? channel_step : 0, pixel_step};
        rp_dsp_all_pixels(&p, pixels);
        w += rp_dsp_pair_words(g->c_in);
    }
    rp_clamp_codes(y, g->c_out * pixels, o->low, o->high);
}
