/* Convolution of any geometry, input gradient in gather form, for Xpulp; docs/numerics.md N2.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_gather.h"

#include <stddef.h>

void rp_conv_f32_bw_input_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx)
{
    const rp_xpulp_gather gather = rp_xpulp_gradient_gather(g);
    rp_xpulp_gather_f32(share, &gather, n, dy, w, NULL, dx);
}
