/* Convolution of any geometry, weight and bias gradient; docs/numerics.md N2.3, N2.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_channel_sums.h"
#include "rp_numeric.h"
#include "internal/rp_window.h"

#include <stddef.h>

void rp_conv_f32_bw_weight(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t in_plane = g->h_in * g->w_in;
    const int32_t out_plane = g->h_out * g->w_out;
    if (db != NULL) {
        rp_channel_sums(n, g->c_out, out_plane, dy, db);
    }
    for (int32_t c = 0; c < g->c_out; c++) {
        const int32_t first_in = (c / group_out) * group_in;
        for (int32_t i = first_in; i < first_in + group_in; i++) {
            for (int32_t ky = 0; ky < g->k_h; ky++) {
                const int32_t top = ky * g->dilation_h - g->pad_top;
                const rp_range rows = rp_valid_range(top, g->h_out, g->stride_h, g->h_in);
                for (int32_t kx = 0; kx < g->k_w; kx++) {
                    const int32_t left = kx * g->dilation_w - g->pad_left;
                    const rp_range columns = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
                    float acc = *dw;
                    for (int32_t sample = 0; sample < n; sample++) {
                        const float *input = x + (sample * g->c_in + i) * in_plane;
                        const float *gradient = dy + (sample * g->c_out + c) * out_plane;
                        for (int32_t oy = rows.first; oy < rows.end; oy++) {
                            const float *in_row = input + (top + oy * g->stride_h) * g->w_in;
                            const float *out_row = gradient + oy * g->w_out;
                            for (int32_t ox = columns.first; ox < columns.end; ox++) {
                                acc = rp_mac(acc, out_row[ox], in_row[left + ox * g->stride_w]);
                            }
                        }
                    }
                    *dw++ = acc;
                }
            }
        }
    }
}
