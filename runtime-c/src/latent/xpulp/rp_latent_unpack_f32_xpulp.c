/* A slot of Q-bit codes -> binary32, for a team: the portable kernel over this core's groups of eight codes, which are whole bytes; docs/numerics.md N7.2, N7.3. */
#include "rp_kernels_xpulp.h"

#include "rp_kernels_f32.h"

void rp_latent_unpack_f32_xpulp(rp_share share, int32_t elements, int32_t bits, float scale, float offset, const uint8_t *slot, float *x)
{
    const rp_span own = rp_share_of(share, (elements + 7) / 8);
    if (own.first == own.end) {
        return;
    }
    const int32_t first = 8 * own.first;
    const int32_t end = 8 * own.end < elements ? 8 * own.end : elements;
    rp_latent_unpack_f32(end - first, bits, scale, offset, slot + own.first * bits, x + first);
}
