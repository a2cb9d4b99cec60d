/* A slot of Q-bit codes -> binary32; docs/numerics.md N7.2, N7.3: product and sum round separately. */
#include "rp_kernels_f32.h"

/* The four codes in the low bits of `codes`. */
static inline void dequantize_4(uint32_t codes, int32_t bits, float scale, float offset, float *x)
{
    const uint32_t mask = ((uint32_t)1 << bits) - 1u;
    x[0] = (float)(codes & mask) * scale + offset;
    codes >>= bits;
    x[1] = (float)(codes & mask) * scale + offset;
    codes >>= bits;
    x[2] = (float)(codes & mask) * scale + offset;
    codes >>= bits;
    x[3] = (float)(codes & mask) * scale + offset;
}

/* Up to four bytes, the first the lowest. */
static inline uint32_t word_of(const uint8_t *bytes, int32_t count)
{
    uint32_t word = 0;
    for (int32_t i = 0; i < count && i < 4; i++) {
        word |= (uint32_t)bytes[i] << (8 * i);
    }
    return word;
}

void rp_latent_unpack_f32(int32_t elements, int32_t bits, float scale, float offset, const uint8_t *slot, float *x)
{
    int32_t i = 0;
    if (bits == 8) {
        for (; i < elements; i++) {
            x[i] = (float)slot[i] * scale + offset;
        }
        return;
    }
    /* Eight codes fill `bits` whole bytes; each half of them fits a word. */
    for (; i + 8 <= elements; i += 8) {
        const uint32_t low = word_of(slot, bits);
        const uint32_t high = bits > 4 ? word_of(slot + 4, bits - 4) : 0;
        dequantize_4(low, bits, scale, offset, x + i);
        dequantize_4(low >> (4 * bits) | high << (32 - 4 * bits), bits, scale, offset, x + i + 4);
        slot += bits;
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
