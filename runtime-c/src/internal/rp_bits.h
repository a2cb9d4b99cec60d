/* The bits of a binary32 as an integer and back, without breaking the aliasing rules. */
#ifndef RP_BITS_H
#define RP_BITS_H

#include <stdint.h>
#include <string.h>

static inline uint32_t rp_bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline float rp_float_of(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* A constant that is made in a register, on a cluster: the compiler would load it, from memory that is 15 cycles away. */
static inline float rp_immediate(float constant)
{
#ifdef RP_XPULP
    uint32_t bits = rp_bits_of(constant);
    __asm("" : "+r"(bits));
    return rp_float_of(bits);
#else
    return constant;
#endif
}

#endif
