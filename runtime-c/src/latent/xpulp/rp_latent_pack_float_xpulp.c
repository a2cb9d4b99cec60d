/* Codes of 8 bits -> a slot of little-endian binary32, for a team: the portable kernel over this core's part; docs/numerics.md N7.4. */
#include "rp_kernels_xpulp.h"

#include "rp_kernels_f32.h"

void rp_latent_pack_float_xpulp(rp_share share, int32_t elements, float scale, float offset, const uint8_t *q8, uint8_t *slot)
{
    const rp_span own = rp_share_of(share, elements);
    rp_latent_pack_float(own.end - own.first, scale, offset, q8 + own.first, slot + 4 * own.first);
}
