/* Depthwise convolution, input gradient in gather form; docs/numerics.md N2.2. */
#include "rp_kernels_f32.h"

#include "rp_numeric.h"
#include "internal/rp_sources.h"

void rp_conv_dw_f32_bw_input(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const int32_t multiplier = g->c_out / g->c_in;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t plane = g->h_out * g->w_out;
    const rp_axis vertical = rp_axis_of(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_out);
    const rp_axis horizontal = rp_axis_of(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_out);
    for (int32_t channel = 0; channel < n * g->c_in; channel++) {
        const float *weights = w + (channel % g->c_in) * multiplier * taps;
        for (int32_t iy = 0; iy < g->h_in; iy++) {
            const rp_sources rows = rp_sources_of(&vertical, iy);
            for (int32_t ix = 0; ix < g->w_in; ix++) {
                const rp_sources columns = rp_sources_of(&horizontal, ix);
                float acc = 0.0f;
                for (int32_t o = 0; o < multiplier; o++) {
                    const float *from = dy + o * plane + rows.output * g->w_out + columns.output;
                    const float *weight = weights + o * taps + rows.tap * g->k_w + columns.tap;
                    for (int32_t i = 0; i < rows.count; i++) {
                        for (int32_t j = 0; j < columns.count; j++) {
                            acc = rp_mac(acc, from[-j * horizontal.out_step], weight[j * horizontal.tap_step]);
                        }
                        from -= vertical.out_step * g->w_out;
                        weight += vertical.tap_step * g->k_w;
                    }
                }
                *dx++ = acc;
            }
        }
        dy += multiplier * plane;
    }
}
