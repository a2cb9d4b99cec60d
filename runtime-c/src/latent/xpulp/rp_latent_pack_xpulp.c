/* Codes of 8 bits -> a slot of Q-bit codes, for a team: the portable kernel over this core's groups of eight codes, which are whole bytes; docs/numerics.md N7.1, N7.3. */
#include "rp_kernels_xpulp.h"

#include "rp_kernels_f32.h"

void rp_latent_pack_xpulp(rp_share share, int32_t elements, int32_t bits, const uint8_t *q8, uint8_t *slot)
{
    const rp_span own = rp_share_of(share, (elements + 7) / 8);
    if (own.first == own.end) {
        return;
    }
    const int32_t first = 8 * own.first;
    const int32_t end = 8 * own.end < elements ? 8 * own.end : elements;
    rp_latent_pack(end - first, bits, q8 + first, slot + own.first * bits);
}
