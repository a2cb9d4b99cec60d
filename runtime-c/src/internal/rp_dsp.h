/* Armv7E-M DSP instructions for the tuned kernels of the frozen stage, and exact portable twins, so that the same kernels run on the host.
 * Words hold four bytes or two halves, the lowest address or index in the lowest bits (all targets are little-endian). */
#ifndef RP_DSP_H
#define RP_DSP_H

#include <stdint.h>
#include <string.h>

#include "rp_geometry.h"

/* Words at any address: one LDR or STR, which the core allows to be unaligned. */
static inline uint32_t rp_load_word(const void *from)
{
    uint32_t word;
    memcpy(&word, from, sizeof word);
    return word;
}

static inline void rp_store_word(void *to, uint32_t word)
{
    memcpy(to, &word, sizeof word);
}

#ifdef __ARM_FEATURE_DSP

#define RP_DSP_UNARY(name, text)                                                                                                                               \
    static inline uint32_t name(uint32_t a)                                                                                                                    \
    {                                                                                                                                                          \
        uint32_t d;                                                                                                                                            \
        __asm(text : "=r"(d) : "r"(a));                                                                                                                        \
        return d;                                                                                                                                              \
    }
#define RP_DSP_BINARY(name, text)                                                                                                                              \
    static inline uint32_t name(uint32_t a, uint32_t b)                                                                                                        \
    {                                                                                                                                                          \
        uint32_t d;                                                                                                                                            \
        __asm(text : "=r"(d) : "r"(a), "r"(b));                                                                                                                \
        return d;                                                                                                                                              \
    }
/* The accumulator comes and goes in one register, as the compiler keeps it. */
#define RP_DSP_ACCUMULATE(name, text)                                                                                                                          \
    static inline int32_t name(uint32_t a, uint32_t b, int32_t acc)                                                                                            \
    {                                                                                                                                                          \
        __asm(text : "+r"(acc) : "r"(a), "r"(b));                                                                                                              \
        return acc;                                                                                                                                            \
    }

RP_DSP_UNARY(rp_uxtb16, "uxtb16 %0, %1")
RP_DSP_UNARY(rp_uxtb16_ror8, "uxtb16 %0, %1, ror #8")
RP_DSP_UNARY(rp_sxtb16, "sxtb16 %0, %1")
RP_DSP_UNARY(rp_sxtb16_ror8, "sxtb16 %0, %1, ror #8")
RP_DSP_BINARY(rp_pkhbt, "pkhbt %0, %1, %2, lsl #16")
RP_DSP_BINARY(rp_pkhtb, "pkhtb %0, %1, %2, asr #16")
RP_DSP_BINARY(rp_uqadd8, "uqadd8 %0, %1, %2")
RP_DSP_BINARY(rp_uqsub8, "uqsub8 %0, %1, %2")
RP_DSP_BINARY(rp_uadd16, "uadd16 %0, %1, %2")
RP_DSP_BINARY(rp_uxtab16, "uxtab16 %0, %1, %2")
RP_DSP_BINARY(rp_uxtab16_ror8, "uxtab16 %0, %1, %2, ror #8")
RP_DSP_ACCUMULATE(rp_smlad, "smlad %0, %1, %2, %0")
RP_DSP_ACCUMULATE(rp_smlabb, "smlabb %0, %1, %2, %0")
RP_DSP_ACCUMULATE(rp_smlabt, "smlabt %0, %1, %2, %0")
RP_DSP_ACCUMULATE(rp_smlatb, "smlatb %0, %1, %2, %0")
RP_DSP_ACCUMULATE(rp_smlatt, "smlatt %0, %1, %2, %0")

#undef RP_DSP_UNARY
#undef RP_DSP_BINARY
#undef RP_DSP_ACCUMULATE

static inline int32_t rp_smuad(uint32_t a, uint32_t b)
{
    int32_t d;
    __asm("smuad %0, %1, %2" : "=r"(d) : "r"(a), "r"(b));
    return d;
}

static inline int32_t rp_smmul(int32_t a, int32_t b)
{
    int32_t d;
    __asm("smmul %0, %1, %2" : "=r"(d) : "r"(a), "r"(b));
    return d;
}

static inline int32_t rp_smmla(int32_t a, int32_t b, int32_t acc)
{
    int32_t d;
    __asm("smmla %0, %1, %2, %3" : "=r"(d) : "r"(a), "r"(b), "r"(acc));
    return d;
}

static inline int32_t rp_usat8(int32_t a)
{
    int32_t d;
    __asm("usat %0, #8, %1" : "=r"(d) : "r"(a));
    return d;
}

#else

static inline uint32_t rp_byte(uint32_t word, int i)
{
    return word >> (8 * i) & 0xffU;
}

static inline int32_t rp_low_half(uint32_t word)
{
    return (int16_t)(word & 0xffffU);
}

static inline int32_t rp_high_half(uint32_t word)
{
    return (int16_t)(word >> 16);
}

static inline uint32_t rp_halves(uint32_t low, uint32_t high)
{
    return (low & 0xffffU) | high << 16;
}

/* Sums wrap, as in the instructions. */
static inline int32_t rp_wrapping_sum(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

/* Bytes 0 and 2, zero-extended; with ror8 bytes 1 and 3. */
static inline uint32_t rp_uxtb16(uint32_t a)
{
    return a & 0x00ff00ffU;
}

static inline uint32_t rp_uxtb16_ror8(uint32_t a)
{
    return a >> 8 & 0x00ff00ffU;
}

/* Bytes 0 and 2, sign-extended; with ror8 bytes 1 and 3. */
static inline uint32_t rp_sxtb16(uint32_t a)
{
    return rp_halves((uint32_t)(int8_t)rp_byte(a, 0), (uint32_t)(int8_t)rp_byte(a, 2));
}

static inline uint32_t rp_sxtb16_ror8(uint32_t a)
{
    return rp_sxtb16(a >> 8);
}

/* Low halves of a and b, a below; high halves of b and a, b below. */
static inline uint32_t rp_pkhbt(uint32_t a, uint32_t b)
{
    return rp_halves(a, b);
}

static inline uint32_t rp_pkhtb(uint32_t a, uint32_t b)
{
    return (a & 0xffff0000U) | b >> 16;
}

/* Four sums or differences of bytes, held at 255 or 0. */
static inline uint32_t rp_uqadd8(uint32_t a, uint32_t b)
{
    uint32_t d = 0;
    for (int i = 0; i < 4; i++) {
        const uint32_t sum = rp_byte(a, i) + rp_byte(b, i);
        d |= (sum > 255 ? 255 : sum) << (8 * i);
    }
    return d;
}

static inline uint32_t rp_uqsub8(uint32_t a, uint32_t b)
{
    uint32_t d = 0;
    for (int i = 0; i < 4; i++) {
        d |= (rp_byte(a, i) > rp_byte(b, i) ? rp_byte(a, i) - rp_byte(b, i) : 0) << (8 * i);
    }
    return d;
}

/* Sums of halves; of halves of a and bytes 0 and 2 (with ror8: 1 and 3) of b. */
static inline uint32_t rp_uadd16(uint32_t a, uint32_t b)
{
    return rp_halves(a + b, (a >> 16) + (b >> 16));
}

static inline uint32_t rp_uxtab16(uint32_t a, uint32_t b)
{
    return rp_uadd16(a, rp_uxtb16(b));
}

static inline uint32_t rp_uxtab16_ror8(uint32_t a, uint32_t b)
{
    return rp_uadd16(a, rp_uxtb16_ror8(b));
}

/* acc + product of halves: bottom (low) or top (high) of a with bottom or top of b. */
static inline int32_t rp_smlabb(uint32_t a, uint32_t b, int32_t acc)
{
    return rp_wrapping_sum(acc, rp_low_half(a) * rp_low_half(b));
}

static inline int32_t rp_smlabt(uint32_t a, uint32_t b, int32_t acc)
{
    return rp_wrapping_sum(acc, rp_low_half(a) * rp_high_half(b));
}

static inline int32_t rp_smlatb(uint32_t a, uint32_t b, int32_t acc)
{
    return rp_wrapping_sum(acc, rp_high_half(a) * rp_low_half(b));
}

static inline int32_t rp_smlatt(uint32_t a, uint32_t b, int32_t acc)
{
    return rp_wrapping_sum(acc, rp_high_half(a) * rp_high_half(b));
}

/* acc + low*low + high*high */
static inline int32_t rp_smlad(uint32_t a, uint32_t b, int32_t acc)
{
    return rp_smlatt(a, b, rp_smlabb(a, b, acc));
}

static inline int32_t rp_smuad(uint32_t a, uint32_t b)
{
    return rp_smlad(a, b, 0);
}

/* The upper 32 bits of the 64-bit product (floor); plus acc. */
static inline int32_t rp_smmul(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b) >> 32);
}

static inline int32_t rp_smmla(int32_t a, int32_t b, int32_t acc)
{
    return rp_wrapping_sum(acc, rp_smmul(a, b));
}

/* 0..255 */
static inline int32_t rp_usat8(int32_t a)
{
    return a < 0 ? 0 : (a > 255 ? 255 : a);
}

#endif

/* The larger, the smaller of each pair of bytes. */
static inline uint32_t rp_max_bytes(uint32_t a, uint32_t b)
{
    return rp_uqadd8(rp_uqsub8(a, b), b);
}

static inline uint32_t rp_min_bytes(uint32_t a, uint32_t b)
{
    return ~rp_max_bytes(~a, ~b);
}

/* `byte` four times. */
static inline uint32_t rp_four_bytes(uint32_t byte)
{
    return byte * 0x01010101U;
}

/* N6.1 with the clamp 0..255; a narrower one follows with rp_clamp_codes. */
static inline uint8_t rp_requantize_dsp(int32_t acc, rp_requant q, int32_t zp)
{
    const int32_t shifted = (int32_t)((uint32_t)acc << q.l);
    return (uint8_t)rp_usat8(zp + (rp_smmla(shifted, q.m, (int32_t)1 << (q.r - 1)) >> q.r));
}

/* Holds finished codes in low..high: rarely anything to do, as calibration makes 0..255 of a fused activation's range. */
static inline void rp_clamp_codes(uint8_t *y, int32_t count, int32_t low, int32_t high)
{
    if (low <= 0 && high >= 255) {
        return;
    }
    const uint32_t lows = rp_four_bytes((uint32_t)low);
    const uint32_t highs = rp_four_bytes((uint32_t)high);
    int32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        rp_store_word(y + i, rp_min_bytes(rp_max_bytes(rp_load_word(y + i), lows), highs));
    }
    for (; i < count; i++) {
        y[i] = (uint8_t)rp_min_bytes(rp_max_bytes(y[i], (uint32_t)low), (uint32_t)high);
    }
}

#endif
