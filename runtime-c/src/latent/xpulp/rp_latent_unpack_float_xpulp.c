/* A slot of little-endian binary32 -> binary32, for a team: the portable kernel over this core's part; docs/numerics.md N7.4. */
#include "rp_kernels_xpulp.h"

#include "rp_kernels_f32.h"

void rp_latent_unpack_float_xpulp(rp_share share, int32_t elements, const uint8_t *slot, float *x)
{
    const rp_span own = rp_share_of(share, elements);
    rp_latent_unpack_float(own.end - own.first, slot + 4 * own.first, x + own.first);
}
