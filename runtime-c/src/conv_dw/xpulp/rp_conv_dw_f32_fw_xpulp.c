/* Depthwise convolution, forward, for Xpulp; docs/numerics.md N2.1. 3x3 at stride 1 streams columns, all others are a gather. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_dw3x3.h"
#include "internal/rp_xpulp_dw_plane.h"

#include <stddef.h>

void rp_conv_dw_f32_fw_xpulp(rp_share share, const rp_conv_geometry *geometry, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const rp_conv_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_conv_geometry *g = &copy;
    if (!rp_xpulp_is_dw3x3(g)) {
        const rp_xpulp_gather gather = rp_xpulp_forward_gather(g);
        rp_xpulp_dw_planes(share, &gather, n * g->c_out, g->c_out, x, w, b, y);
        return;
    }
    const int32_t multiplier = g->c_out / g->c_in;
    const rp_span own = rp_share_of(share, n * g->c_out * g->w_out);
    rp_xpulp_plane p = {NULL, g->h_in, g->w_in, NULL, g->h_out, g->w_out, g->pad_top, g->pad_left, 1, 0.0f};
    for (int32_t item = own.first; item < own.end;) {
        const int32_t plane = item / g->w_out; /* output channel of a sample */
        const int32_t channel = plane % g->c_out;
        int32_t column = item - plane * g->w_out;
        p.from = x + plane / multiplier * g->h_in * g->w_in;
        p.to = y + plane * g->h_out * g->w_out;
        p.bias = b == NULL ? 0.0f : b[channel];
        for (; column < g->w_out && item < own.end; column++, item++) {
            rp_xpulp_dw3x3_column(&p, w + channel * 9, column);
        }
    }
}
