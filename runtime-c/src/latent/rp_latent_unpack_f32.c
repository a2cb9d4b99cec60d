/* A slot of Q-bit codes -> binary32; docs/numerics.md N7.2, N7.3: product and sum round separately. */
#include "rp_kernels_f32.h"

#include "internal/rp_dequantize.h"
#include "internal/rp_words.h"

/* The four codes in the low bits of `codes`. */
static inline void dequantize_4(uint32_t codes, int32_t bits, float scale, float offset, float *x)
{
    const uint32_t mask = ((uint32_t)1 << bits) - 1u;
    const uint32_t c0 = codes & mask;
    codes >>= bits;
    const uint32_t c1 = codes & mask;
    codes >>= bits;
    const uint32_t c2 = codes & mask;
    codes >>= bits;
    rp_dequantize_4((int32_t)c0, (int32_t)c1, (int32_t)c2, (int32_t)(codes & mask), scale, offset, x);
}

/* Bytes that two words take, of which those behind `bits` are of the next codes. */
enum { UNPACK_ROOM = 8 };

void rp_latent_unpack_f32(int32_t elements, int32_t bits, float scale, float offset, const uint8_t *slot, float *x)
{
    int32_t i = 0;
    if (bits == 8) {
        for (; i + 4 <= elements; i += 4) {
            dequantize_4(rp_word_at(slot + i), 8, scale, offset, x + i);
        }
        for (; i < elements; i++) {
            x[i] = (float)slot[i] * scale + offset;
        }
        return;
    }
    /* Eight codes fill `bits` whole bytes; each half of them fits a word. */
    for (int32_t left = elements * bits / 8; left >= UNPACK_ROOM; left -= bits) {
        const uint32_t low = rp_word_of(slot, bits);
        const uint32_t high = rp_word_of(slot + 4, bits - 4);
        dequantize_4(low, bits, scale, offset, x + i);
        dequantize_4(low >> (4 * bits) | high << (32 - 4 * bits), bits, scale, offset, x + i + 4);
        slot += bits;
        i += 8;
    }
    const uint32_t mask = ((uint32_t)1 << bits) - 1u;
    uint32_t pending = 0; /* bits read and not yet used, `held` of them */
    int32_t held = 0;
    for (; i < elements; i++) {
        if (held < bits) {
            pending |= (uint32_t)*slot++ << held;
            held += 8;
        }
        x[i] = (float)(pending & mask) * scale + offset;
        pending >>= bits;
        held -= bits;
    }
}
