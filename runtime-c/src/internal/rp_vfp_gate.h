/* Elementwise passes on a Cortex-M that let a value pass where another one (or the same) lies in a range of numbers, and change it elsewhere. The range is
 * compared on the bits: first <= bits < first + size, modulo 2^32, which the integer unit does beside the FPU. A range of positive numbers is one of bits; so is all that is not below zero.
 * Eight elements in a turn of the loop; each function returns how many it has done, the caller does the rest by the formula, on other cores all. */
#ifndef RP_VFP_GATE_H
#define RP_VFP_GATE_H

#include "internal/rp_vfp.h"

#include <stdint.h>

enum { RP_GATE_BLOCK = 8 };

typedef struct {
    uint32_t first, size;
} rp_gate;

/* x > 0: the least subnormal to infinity. */
static inline rp_gate rp_gate_positive(void)
{
    const rp_gate gate = {1, 0x7f800000U};
    return gate;
}

/* Not x < 0: all but the least negative subnormal to minus infinity. */
static inline rp_gate rp_gate_not_negative(void)
{
    const rp_gate gate = {0xff800001U, 0x80800000U};
    return gate;
}

#ifdef RP_VFP_ASM

/* What becomes of a value outside: s16, or the product with it. */
#define RP_GATE_REPLACE(value) "vmovhs.f32 s" #value ", s16\n"
#define RP_GATE_SCALE(value) "vmulhs.f32 s" #value ", s" #value ", s16\n"
/* Of every value, before: nothing, or the product with s17. */
#define RP_GATE_AS_IT_IS(value) ""
#define RP_GATE_TIMES(value) "vmul.f32 s" #value ", s" #value ", s17\n"

#define RP_GATE_1(bits, value, FACTOR, OUTSIDE) "sub " bits ", " bits ", %[first]\n" FACTOR(value) "cmp " bits ", %[size]\nit hs\n" OUTSIDE(value)

#ifdef RP_ACCUMULATE_FUSED
/* Cortex-M7: a load or store beside the arithmetic of each element. */
#define RP_GATE_TURN(F, O) \
    "ldrd r4, r5, [%[x]], #8\nvldr d0, [%[v]]\nldrd r6, r8, [%[x]], #8\n" RP_GATE_1("r4", 0, F, O) "vldr d1, [%[v], #8]\n" RP_GATE_1("r5", 1, F, O) \
    "ldrd r4, r5, [%[x]], #8\n" RP_GATE_1("r6", 2, F, O) "vldr d2, [%[v], #16]\n" RP_GATE_1("r8", 3, F, O) "ldrd r6, r8, [%[x]], #8\n" \
    RP_GATE_1("r4", 4, F, O) "vldr d3, [%[v], #24]\n" RP_GATE_1("r5", 5, F, O) "vstr d0, [%[y]]\nadd %[v], %[v], #32\n" RP_GATE_1("r6", 6, F, O) \
    "vstr d1, [%[y], #8]\n" RP_GATE_1("r8", 7, F, O) "vstr d2, [%[y], #16]\nsubs %[turns], %[turns], #1\nvstr d3, [%[y], #24]\nadd %[y], %[y], #32\n"
#else
#define RP_GATE_TURN(F, O) \
    "ldmia %[x]!, {r4, r5, r6, r8}\nvldmia %[v]!, {s0-s7}\n" RP_GATE_1("r4", 0, F, O) RP_GATE_1("r5", 1, F, O) RP_GATE_1("r6", 2, F, O) \
    RP_GATE_1("r8", 3, F, O) "ldmia %[x]!, {r4, r5, r6, r8}\n" RP_GATE_1("r4", 4, F, O) RP_GATE_1("r5", 5, F, O) RP_GATE_1("r6", 6, F, O) \
    RP_GATE_1("r8", 7, F, O) "vstmia %[y]!, {s0-s7}\nsubs %[turns], %[turns], #1\n"
#endif

/* Defines name(count, gate, constants, x, v, y): y = v where x is in the gate. s16, s17 are `constants`. */
#define RP_GATE_DEFINE(name, FACTOR, OUTSIDE) \
    static inline int32_t name(int32_t count, rp_gate gate, const float *constants, const float *x, const float *v, float *y) \
    { \
        int32_t turns = count / RP_GATE_BLOCK; \
        if (turns > 0) { \
            __asm volatile("vldmia %[constants], {s16-s17}\n" \
                           "1:\n" RP_GATE_TURN(FACTOR, OUTSIDE) "bne 1b\n" \
                           : [x] "+&r"(x), [v] "+&r"(v), [y] "+&r"(y), [turns] "+&r"(turns) \
                           : [constants] "r"(constants), [first] "r"(gate.first), [size] "r"(gate.size) \
                           : RP_VFP_ALL, "r4", "r5", "r6", "r8", "cc", "memory"); \
        } \
        return count / RP_GATE_BLOCK * RP_GATE_BLOCK; \
    }

#else

#define RP_GATE_DEFINE(name, FACTOR, OUTSIDE) \
    static inline int32_t name(int32_t count, rp_gate gate, const float *constants, const float *x, const float *v, const float *y) \
    { \
        (void)count, (void)gate, (void)constants, (void)x, (void)v, (void)y; \
        return 0; \
    }

#endif
#endif
