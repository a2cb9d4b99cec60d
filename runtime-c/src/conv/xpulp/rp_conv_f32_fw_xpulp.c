/* Convolution of any geometry, forward, for Xpulp; docs/numerics.md N2.1. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_gather.h"

void rp_conv_f32_fw_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y)
{
    const rp_xpulp_gather gather = rp_xpulp_forward_gather(g);
    rp_xpulp_gather_f32(share, &gather, n, x, w, b, y);
}
