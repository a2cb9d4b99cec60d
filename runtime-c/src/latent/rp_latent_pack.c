/* Codes of 8 bits -> a slot of Q-bit codes, least significant bit first; docs/numerics.md N7.1, N7.3. */
#include "rp_kernels_f32.h"

#include "internal/rp_words.h"

/* N7.1. */
static inline uint32_t requantized(uint8_t q8, uint32_t levels)
{
    return (2u * q8 * levels + 255u) / 510u;
}

/* N7.1 of two codes in halves of a word: nearest to q*levels/255, where no tie can be, as 255 is odd. For x up to 65535 the quotient is (x + 128 + (x + 128)/256)/256. */
static inline uint32_t two_codes(uint32_t halves, uint32_t levels)
{
    const uint32_t x = halves * levels + 0x00800080u;
    return ((x + ((x >> 8) & 0x00ff00ffu)) >> 8) & 0x00ff00ffu;
}

/* Of four codes, in the low bits. */
static inline uint32_t four_codes(const uint8_t *q8, uint32_t levels, int32_t bits)
{
    const uint32_t codes = rp_word_at(q8);
    const uint32_t pairs = two_codes(codes & 0x00ff00ffu, levels) | two_codes((codes >> 8) & 0x00ff00ffu, levels) << bits;
    return (pairs & 0xffffu) | (pairs >> 16) << (2 * bits);
}

/* Bytes that two words take, of which those behind `bits` will be overwritten. */
enum { PACK_ROOM = 8 };

void rp_latent_pack(int32_t elements, int32_t bits, const uint8_t *q8, uint8_t *slot)
{
    if (bits == 8) { /* N7.1 is the identity */
        memcpy(slot, q8, (size_t)elements);
        return;
    }
    const uint32_t levels = ((uint32_t)1 << bits) - 1u;
    int32_t i = 0;
    /* Eight codes fill `bits` whole bytes; each half of them fits a word. */
    for (int32_t left = elements * bits / 8; left >= PACK_ROOM; left -= bits) {
        const uint32_t low = four_codes(q8 + i, levels, bits);
        const uint32_t high = four_codes(q8 + i + 4, levels, bits);
        rp_put_word(slot, low | high << (4 * bits));
        rp_put_word(slot + 4, high >> (32 - 4 * bits));
        slot += bits;
        i += 8;
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
