/* Convolution of any geometry, forward; docs/numerics.md N2.1. */
#include "rp_kernels_f32.h"

#include "rp_numeric.h"
#include "internal/rp_window.h"

#include <stddef.h>

void rp_conv_f32_fw(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const int32_t plane = g->h_in * g->w_in;
    for (int32_t sample = 0; sample < n; sample++) {
        for (int32_t c = 0; c < g->c_out; c++) {
            const float *input = x + (c / group_out) * group_in * plane;
            const float start = b == NULL ? 0.0f : b[c];
            for (int32_t oy = 0; oy < g->h_out; oy++) {
                const int32_t top = oy * g->stride_h - g->pad_top;
                const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
                for (int32_t ox = 0; ox < g->w_out; ox++) {
                    const int32_t left = ox * g->stride_w - g->pad_left;
                    const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
                    float acc = start;
                    for (int32_t i = 0; i < group_in; i++) {
                        const float *weights = w + (c * group_in + i) * taps;
                        for (int32_t ky = rows.first; ky < rows.end; ky++) {
                            const float *row = input + i * plane + (top + ky * g->dilation_h) * g->w_in;
                            for (int32_t kx = columns.first; kx < columns.end; kx++) {
                                acc = rp_mac(acc, row[left + kx * g->dilation_w], weights[ky * g->k_w + kx]);
                            }
                        }
                    }
                    *y++ = acc;
                }
            }
        }
        x += g->c_in * plane;
    }
}
