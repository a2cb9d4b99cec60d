/* From complete sums to codes on cores with Xpulp and floats in the integer registers (N6.1 of docs/numerics.md): a product with the high half of the result takes
 * five cycles there, a fused multiply-add one. 1.5*2^23 is added to the code in that multiply-add: so it is rounded to a whole number, which the lowest bits of the float hold. The
 * compiler has made sure that the code is that of N6.1 for every sum, or has left the channel's scale 0. */
#ifndef RP_XPULP_CODE_H
#define RP_XPULP_CODE_H

#include "rp_kernels_xpulp.h"

#include <stdbool.h>
#include <string.h>

/* The bits of 1.5*2^23. */
enum { RP_XPULP_WHOLE_BITS = 0x4b400000 };

/* What a layer's codes have in common. */
typedef struct {
    float whole;       /* 1.5*2^23 + zero point */
    int32_t low, high; /* of the clamp, as bits of such floats */
} rp_xpulp_stage;

static inline rp_xpulp_stage rp_xpulp_stage_of(const rp_s8_output *o)
{
    const rp_xpulp_stage stage = {12582912.0f + (float)o->zp_out, RP_XPULP_WHOLE_BITS + o->low, RP_XPULP_WHOLE_BITS + o->high};
    return stage;
}

/* The larger, the smaller of two numbers. */
static inline int32_t rp_xpulp_max(int32_t a, int32_t b)
{
#ifdef RP_XPULP
    __asm(".insn r 0x33, 6, 0x02, %0, %0, %1" : "+r"(a) : "r"(b));
    return a;
#else
    return a < b ? b : a;
#endif
}

static inline int32_t rp_xpulp_min(int32_t a, int32_t b)
{
#ifdef RP_XPULP
    __asm(".insn r 0x33, 4, 0x02, %0, %0, %1" : "+r"(a) : "r"(b));
    return a;
#else
    return a < b ? a : b;
#endif
}

/* The code, in the lowest byte, of a complete sum, bias included, by a scale other than 0. */
static inline int32_t rp_xpulp_scaled(int32_t sum, float scale, const rp_xpulp_stage *stage)
{
#ifdef RP_XPULP
    const float value = __builtin_fmaf((float)sum, scale, stage->whole);
#else
    const float value = (float)((double)(float)sum * (double)scale + (double)stage->whole); /* the compiler has made sure of this rounding, too */
#endif
    int32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return rp_xpulp_min(rp_xpulp_max(bits, stage->low), stage->high);
}

/* The code of a complete sum, bias included. */
static inline uint8_t rp_xpulp_code(int32_t sum, const rp_xpulp_channel *c, const rp_s8_output *o, const rp_xpulp_stage *stage)
{
    if (c->scale == 0.0f) {
        return rp_requantize(sum, c->q, o->zp_out, o->low, o->high);
    }
    return (uint8_t)rp_xpulp_scaled(sum, c->scale, stage);
}

/* Whether all of four channels have a scale. */
static inline bool rp_xpulp_four_scaled(const rp_xpulp_channel *c)
{
    return c[0].scale != 0.0f && c[1].scale != 0.0f && c[2].scale != 0.0f && c[3].scale != 0.0f;
}

#endif
