/* Tanh for a team: the portable kernel over this core's part, whose time goes into the elementary function; docs/numerics.md N3.5. */
#include "rp_kernels_xpulp.h"

#include "rp_kernels_f32.h"

void rp_tanh_f32_fw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, float *y)
{
    const rp_span own = rp_share_of(share, elements * n);
    rp_tanh_f32_fw(own.end - own.first, 1, x + own.first, y + own.first);
}
