/* Codes of 8 bits -> a slot of Q-bit codes, least significant bit first; docs/numerics.md N7.1, N7.3. */
#include "rp_kernels_f32.h"

#include <string.h>

void rp_latent_pack(int32_t elements, int32_t bits, const uint8_t *q8, uint8_t *slot)
{
    if (bits == 8) { /* N7.1 is the identity */
        memcpy(slot, q8, (size_t)elements);
        return;
    }
    uint32_t levels = ((uint32_t)1 << bits) - 1u;
    uint32_t pending = 0; /* bits not yet written, `held` of them */
    int32_t held = 0;
    for (int32_t i = 0; i < elements; i++) {
        uint32_t code = (2u * q8[i] * levels + 255u) / 510u;
        pending |= code << held;
        held += bits;
        if (held >= 8) {
            *slot++ = (uint8_t)(pending & 0xffu);
            pending >>= 8;
            held -= 8;
        }
    }
    if (held > 0) {
        *slot = (uint8_t)pending;
    }
}
