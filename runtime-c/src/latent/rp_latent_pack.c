/* Codes of 8 bits -> a slot of Q-bit codes, least significant bit first; docs/numerics.md N7.1, N7.3. */
#include "rp_kernels_f32.h"

#include <string.h>

/* N7.1. */
static inline uint32_t requantized(uint8_t q8, uint32_t levels)
{
    return (2u * q8 * levels + 255u) / 510u;
}

static inline uint32_t four_codes(const uint8_t *q8, uint32_t levels, int32_t bits)
{
    return requantized(q8[0], levels) | requantized(q8[1], levels) << bits | requantized(q8[2], levels) << (2 * bits) |
           requantized(q8[3], levels) << (3 * bits);
}

void rp_latent_pack(int32_t elements, int32_t bits, const uint8_t *q8, uint8_t *slot)
{
    if (bits == 8) { /* N7.1 is the identity */
        memcpy(slot, q8, (size_t)elements);
        return;
    }
    const uint32_t levels = ((uint32_t)1 << bits) - 1u;
    int32_t i = 0;
    /* Eight codes fill `bits` whole bytes; each half of them fits a word. */
    for (; i + 8 <= elements; i += 8) {
        uint32_t low = four_codes(q8 + i, levels, bits);
        uint32_t high = four_codes(q8 + i + 4, levels, bits);
        low |= high << (4 * bits);
        high >>= 32 - 4 * bits;
        for (int32_t byte = 0; byte < bits; byte++) {
            *slot++ = (uint8_t)(low & 0xffu);
            low >>= 8;
            if (byte == 3) {
                low = high;
            }
        }
    }
    uint32_t pending = 0; /* bits not yet written, `held` of them */
    int32_t held = 0;
    for (; i < elements; i++) {
        pending |= requantized(q8[i], levels) << held;
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
