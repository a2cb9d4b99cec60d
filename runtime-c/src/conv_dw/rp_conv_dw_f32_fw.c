/* Depthwise convolution, forward; docs/numerics.md N2.1. Output channel c reads input channel c div (c_out/c_in). */
#include "rp_kernels_f32.h"

#include "rp_numeric.h"
#include "internal/rp_window.h"

#include <stddef.h>

/* One output: the taps of `rows` and `columns` of the window at (top, left) of the plane. */
static float one_output(const rp_conv_geometry *g, const float *plane, const float *weights, float acc, int32_t top, int32_t left, rp_range rows,
                        rp_range columns)
{
    for (int32_t ky = rows.first; ky < rows.end; ky++) {
        const float *row = plane + (top + ky * g->dilation_h) * g->w_in + left;
        for (int32_t kx = columns.first; kx < columns.end; kx++) {
            acc = rp_mac(acc, row[kx * g->dilation_w], weights[ky * g->k_w + kx]);
        }
    }
    return acc;
}

/* Four neighbouring outputs whose windows have all their columns. */
static void four_outputs(const rp_conv_geometry *g, const float *plane, const float *weights, float start, int32_t top, int32_t left, rp_range rows,
                         float *y)
{
    float acc0 = start;
    float acc1 = start;
    float acc2 = start;
    float acc3 = start;
    for (int32_t ky = rows.first; ky < rows.end; ky++) {
        const float *at = plane + (top + ky * g->dilation_h) * g->w_in + left;
        const float *weight = weights + ky * g->k_w;
        for (int32_t kx = 0; kx < g->k_w; kx++) {
            acc0 = rp_mac(acc0, at[0], *weight);
            acc1 = rp_mac(acc1, at[g->stride_w], *weight);
            acc2 = rp_mac(acc2, at[2 * g->stride_w], *weight);
            acc3 = rp_mac(acc3, at[3 * g->stride_w], *weight);
            at += g->dilation_w;
            weight++;
        }
    }
    y[0] = acc0;
    y[1] = acc1;
    y[2] = acc2;
    y[3] = acc3;
}

void rp_conv_dw_f32_fw(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const int32_t multiplier = g->c_out / g->c_in;
    /* Outputs whose windows lie between the left and right padding. */
    const rp_range whole = rp_valid_range(-g->pad_left, g->w_out, g->stride_w, g->w_in - (g->k_w - 1) * g->dilation_w);
    for (int32_t channel = 0; channel < n * g->c_out; channel++) {
        const int32_t c = channel % g->c_out;
        const float *plane = x + (channel / multiplier) * g->h_in * g->w_in;
        const float *weights = w + c * g->k_h * g->k_w;
        const float start = b == NULL ? 0.0f : b[c];
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            const int32_t top = oy * g->stride_h - g->pad_top;
            const rp_range rows = rp_valid_range(top, g->k_h, g->dilation_h, g->h_in);
            int32_t ox = 0;
            while (ox < g->w_out) {
                const int32_t left = ox * g->stride_w - g->pad_left;
                if (ox >= whole.first && ox + 4 <= whole.end) {
                    four_outputs(g, plane, weights, start, top, left, rows, y + ox);
                    ox += 4;
                } else {
                    const rp_range columns = rp_valid_range(left, g->k_w, g->dilation_w, g->w_in);
                    y[ox] = one_output(g, plane, weights, start, top, left, rows, columns);
                    ox++;
                }
            }
            y += g->w_out;
        }
    }
}
