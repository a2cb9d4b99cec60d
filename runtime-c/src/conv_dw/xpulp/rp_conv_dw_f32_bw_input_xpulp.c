/* Depthwise convolution, input gradient, for Xpulp: the forward pass over planes walked from their last element; docs/numerics.md N2.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_dw3x3.h"
#include "internal/rp_xpulp_dw_plane.h"

#include <stddef.h>

void rp_conv_dw_f32_bw_input_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
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
