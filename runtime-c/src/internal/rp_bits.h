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

#endif
