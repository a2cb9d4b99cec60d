/* Operations on words of four bytes, for Xpulp. The lowest address is in the lowest bits. */
#ifndef RP_XPULP_BYTES_H
#define RP_XPULP_BYTES_H

#include "internal/rp_xpulp.h"

#include <stdint.h>

/* The word at a multiple of 4. */
static inline uint32_t rp_xpulp_word(const void *at)
{
    return *(const uint32_t *)at;
}

/* The word at any address: where that is no multiple of 4 the core takes some cycles more. */
static inline uint32_t rp_xpulp_load(const uint8_t *at)
{
#ifdef RP_XPULP
    uint32_t word;
    __asm("lw %[word], 0(%[at])" : [word] "=r"(word) : [at] "r"(at), "m"(*(const uint8_t(*)[4])at));
    return word;
#else
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
#endif
}

static inline void rp_xpulp_store(uint8_t *at, uint32_t word)
{
#ifdef RP_XPULP
    __asm("sw %[word], 0(%[at])" : "=m"(*(uint8_t(*)[4])at) : [word] "r"(word), [at] "r"(at));
#else
    for (int i = 0; i < 4; i++) {
        at[i] = (uint8_t)(word >> (8 * i));
    }
#endif
}

#ifdef RP_XPULP

/* sum + four codes times four weights: pv.sdotusp.b */
static RP_XPULP_INLINE int32_t rp_xpulp_dot_codes(int32_t sum, uint32_t codes, uint32_t weights)
{
    __asm(".insn r 0x57, 1, 0x54, %[sum], %[codes], %[weights]" : [sum] "+r"(sum) : [codes] "r"(codes), [weights] "r"(weights));
    return sum;
}

/* sum + four codes times four weights without sign: pv.sdotup.b */
static RP_XPULP_INLINE uint32_t rp_xpulp_dot_unsigned_codes(uint32_t sum, uint32_t codes, uint32_t weights)
{
    __asm(".insn r 0x57, 1, 0x50, %[sum], %[codes], %[weights]" : [sum] "+r"(sum) : [codes] "r"(codes), [weights] "r"(weights));
    return sum;
}

/* sum + a*b: p.mac */
static RP_XPULP_INLINE int32_t rp_xpulp_mac(int32_t sum, int32_t a, int32_t b)
{
    __asm(".insn r 0x33, 0, 0x21, %[sum], %[a], %[b]" : [sum] "+r"(sum) : [a] "r"(a), [b] "r"(b));
    return sum;
}

/* The larger of each pair of codes: pv.maxu.b */
static RP_XPULP_INLINE uint32_t rp_xpulp_larger(uint32_t a, uint32_t b)
{
    uint32_t d;
    __asm(".insn r 0x57, 1, 0x1c, %[d], %[a], %[b]" : [d] "=r"(d) : [a] "r"(a), [b] "r"(b));
    return d;
}

#else

static inline int32_t rp_xpulp_dot_codes(int32_t sum, uint32_t codes, uint32_t weights)
{
    for (int i = 0; i < 4; i++) {
        sum += (int32_t)(codes >> (8 * i) & 0xffU) * (int8_t)(weights >> (8 * i));
    }
    return sum;
}

static inline uint32_t rp_xpulp_dot_unsigned_codes(uint32_t sum, uint32_t codes, uint32_t weights)
{
    for (int i = 0; i < 4; i++) {
        sum += (codes >> (8 * i) & 0xffU) * (weights >> (8 * i) & 0xffU);
    }
    return sum;
}

static inline int32_t rp_xpulp_mac(int32_t sum, int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)sum + (uint32_t)a * (uint32_t)b);
}

static inline uint32_t rp_xpulp_larger(uint32_t a, uint32_t b)
{
    uint32_t d = 0;
    for (int i = 0; i < 4; i++) {
        const uint32_t of_a = a >> (8 * i) & 0xffU;
        const uint32_t of_b = b >> (8 * i) & 0xffU;
        d |= (of_a < of_b ? of_b : of_a) << (8 * i);
    }
    return d;
}

#endif

#endif
