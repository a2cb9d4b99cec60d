/* Depthwise convolution, input gradient, for Xpulp; docs/numerics.md N2.2. 3x3 at stride 1 is the forward pass over planes walked from their last element; at stride 2 it has
 * blocks of its own; others go window by window. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_dw3x3.h"
#include "internal/rp_xpulp_dw_halves.h"
#include "internal/rp_xpulp_dw_plane.h"

#include <stdbool.h>
#include <stddef.h>

/* 3x3 at stride 2, whose rows rp_xpulp_dw_halves.h can take; any pad above. */
static bool has_halves(const rp_conv_geometry *g)
{
    const int32_t right = g->w_in + g->pad_left - 2 * g->w_out; /* inputs behind the last output's middle tap */
    return g->c_out == g->c_in && g->k_h == 3 && g->k_w == 3 && g->stride_h == 2 && g->stride_w == 2 && g->dilation_h == 1 && g->dilation_w == 1 &&
           g->pad_left <= 1 && (right == 0 || right == 1);
}

/* dx of row iy of a plane. */
static void row_by_halves(const rp_conv_geometry *g, int32_t iy, const float *dy, const float *w, float *dx)
{
    const int32_t reach = iy + g->pad_top;
    const int32_t output = reach >> 1; /* which the upper or the middle kernel row takes; the lower one takes the output above */
    const float *here = dy + output * g->w_out;
    const rp_xpulp_halves ends = {g->pad_left == 0, g->w_in + g->pad_left > 2 * g->w_out};
    if ((reach & 1) != 0) {
        if (output < g->h_out) {
            rp_xpulp_halves_of_one(ends, g->w_out, here, w + 3, dx);
            return;
        }
    } else if (output > 0 && output < g->h_out) {
        rp_xpulp_halves_of_two(ends, g->w_out, here, w, here - g->w_out, w + 6, dx);
        return;
    } else if (output < g->h_out) {
        rp_xpulp_halves_of_one(ends, g->w_out, here, w, dx);
        return;
    } else if (output == g->h_out) {
        rp_xpulp_halves_of_one(ends, g->w_out, here - g->w_out, w + 6, dx);
        return;
    }
    for (int32_t ix = 0; ix < g->w_in; ix++) {
        dx[ix] = 0.0f;
    }
}

static void dw_rows_by_halves(rp_share share, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const rp_span own = rp_share_of(share, n * g->c_in * g->h_in);
    for (int32_t item = own.first; item < own.end;) {
        const int32_t plane = item / g->h_in;
        const float *taps = w + plane % g->c_in * 9;
        const float *plane_dy = dy + plane * g->h_out * g->w_out;
        for (int32_t iy = item - plane * g->h_in; iy < g->h_in && item < own.end; iy++, item++) {
            row_by_halves(g, iy, plane_dy, taps, dx + item * g->w_in);
        }
    }
}

void rp_conv_dw_f32_bw_input_xpulp(rp_share share, const rp_conv_geometry *geometry, int32_t n, const float *dy, const float *w, float *dx)
{
    const rp_conv_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_conv_geometry *g = &copy;
    if (has_halves(g)) {
        dw_rows_by_halves(share, g, n, dy, w, dx);
        return;
    }
    if (!rp_xpulp_is_dw3x3(g) || g->c_out != g->c_in) {
        const rp_xpulp_gather gather = rp_xpulp_gradient_gather(g);
        rp_xpulp_dw_planes(share, &gather, n * g->c_in, g->c_in, dy, w, NULL, dx);
        return;
    }
    const rp_span own = rp_share_of(share, n * g->c_in * g->w_in);
    const int32_t bottom = rp_xpulp_end_pad(g->h_in, g->h_out, 3, g->pad_top);
    const int32_t right = rp_xpulp_end_pad(g->w_in, g->w_out, 3, g->pad_left);
    rp_xpulp_plane p = {NULL, g->h_out, g->w_out, NULL, g->h_in, g->w_in, 2 - bottom, 2 - right, -1, 0.0f};
    for (int32_t item = own.first; item < own.end;) {
        const int32_t plane = item / g->w_in;
        int32_t column = item - plane * g->w_in;
        p.from = dy + (plane + 1) * g->h_out * g->w_out - 1;
        p.to = dx + (plane + 1) * g->h_in * g->w_in - 1;
        for (; column < g->w_in && item < own.end; column++, item++) {
            rp_xpulp_dw3x3_column(&p, w + plane % g->c_in * 9, column);
        }
    }
}
