/* Elementwise passes on the FPU of a Cortex-M: eight elements in a turn of the loop, in inline assembly. Each function returns how many elements it has done, the
 * caller does the rest by the formula; on other cores that is all. Results may stand in place of an operand.
 *
 * A formula comes in three pieces: FIRST(a, b) and LAST(a, b) of one element, a and b the numbers of its S registers and a that of its result, and MIDDLE of all
 * eight. Cortex-M4 moves eight registers by one VLDM or VSTM (9 cycles); Cortex-M7 two by a VLDR or VSTR, beside which an instruction of FIRST or LAST runs. */
#ifndef RP_VFP_MAP_H
#define RP_VFP_MAP_H

#include "internal/rp_vfp.h"

#include <stdint.h>

enum { RP_MAP_BLOCK = 8 };

#ifdef RP_VFP_ASM

/* An instruction for each of the eight elements: those of a are s0-s7, of b s8-s15. */
#define RP_MAP_8(ONE) ONE(0, 8) ONE(1, 9) ONE(2, 10) ONE(3, 11) ONE(4, 12) ONE(5, 13) ONE(6, 14) ONE(7, 15)
#define RP_MAP_NOTHING(a, b) ""

#ifdef RP_ACCUMULATE_FUSED
#define RP_MAP_LOAD_1(FIRST) \
    "vldr d0, [%[a]]\nvldr d1, [%[a], #8]\n" FIRST(0, 8) "vldr d2, [%[a], #16]\n" FIRST(1, 9) FIRST(2, 10) "vldr d3, [%[a], #24]\n" FIRST(3, 11) \
    "adds %[a], %[a], #32\n" FIRST(4, 12) FIRST(5, 13) FIRST(6, 14) FIRST(7, 15)
#define RP_MAP_LOAD_2(FIRST) \
    "vldr d0, [%[a]]\nvldr d4, [%[b]]\nvldr d1, [%[a], #8]\nvldr d5, [%[b], #8]\n" FIRST(0, 8) "vldr d2, [%[a], #16]\n" FIRST(1, 9) \
    "vldr d6, [%[b], #16]\n" FIRST(2, 10) "vldr d3, [%[a], #24]\n" FIRST(3, 11) "vldr d7, [%[b], #24]\n" FIRST(4, 12) "adds %[a], %[a], #32\n" \
    FIRST(5, 13) "adds %[b], %[b], #32\n" FIRST(6, 14) FIRST(7, 15)
#define RP_MAP_STORE(LAST) \
    LAST(0, 8) LAST(1, 9) LAST(2, 10) LAST(3, 11) "vstr d0, [%[y]]\n" LAST(4, 12) "vstr d1, [%[y], #8]\n" LAST(5, 13) LAST(6, 14) \
    "vstr d2, [%[y], #16]\n" LAST(7, 15) "vstr d3, [%[y], #24]\nadds %[y], %[y], #32\n"
#else
#define RP_MAP_LOAD_1(FIRST) "vldmia %[a]!, {s0-s7}\n" RP_MAP_8(FIRST)
#define RP_MAP_LOAD_2(FIRST) "vldmia %[a]!, {s0-s7}\nvldmia %[b]!, {s8-s15}\n" RP_MAP_8(FIRST)
#define RP_MAP_STORE(LAST) RP_MAP_8(LAST) "vstmia %[y]!, {s0-s7}\n"
#endif

/* a held in s`low`..s`high`, NaN passes. */
#define RP_MAP_HOLD(a, low, high) \
    "vcmp.f32 s" #a ", s" #low "\nvmrs APSR_nzcv, FPSCR\nit mi\nvmovmi.f32 s" #a ", s" #low "\n" \
    "vcmp.f32 s" #a ", s" #high "\nvmrs APSR_nzcv, FPSCR\nit gt\nvmovgt.f32 s" #a ", s" #high "\n"

/* The loop; s16-s19 are `constants`. */
#define RP_MAP_LOOP(LOAD, MIDDLE, LAST) \
    do { \
        int32_t turns = count / RP_MAP_BLOCK; \
        if (turns > 0) { \
            __asm volatile("vldmia %[constants], {s16-s19}\n" \
                           "1:\n" LOAD MIDDLE RP_MAP_STORE(LAST) "subs %[turns], %[turns], #1\nbne 1b\n" \
                           : [a] "+&r"(a), [b] "+&r"(b), [y] "+&r"(y), [turns] "+&r"(turns) \
                           : [constants] "r"(constants) \
                           : RP_VFP_ALL, "cc", "memory"); \
        } \
    } while (0)

/* Defines name(count, constants, a, b, y): y of a and b, or of a alone (then any b will do). */
#define RP_MAP_DEFINE_1(name, FIRST, MIDDLE, LAST) \
    static inline int32_t name(int32_t count, const float *constants, const float *a, const float *b, float *y) \
    { \
        RP_MAP_LOOP(RP_MAP_LOAD_1(FIRST), MIDDLE, LAST); \
        return count / RP_MAP_BLOCK * RP_MAP_BLOCK; \
    }
#define RP_MAP_DEFINE_2(name, FIRST, MIDDLE, LAST) \
    static inline int32_t name(int32_t count, const float *constants, const float *a, const float *b, float *y) \
    { \
        RP_MAP_LOOP(RP_MAP_LOAD_2(FIRST), MIDDLE, LAST); \
        return count / RP_MAP_BLOCK * RP_MAP_BLOCK; \
    }

#else

#define RP_MAP_DEFINE_1(name, FIRST, MIDDLE, LAST) \
    static inline int32_t name(int32_t count, const float *constants, const float *a, const float *b, const float *y) \
    { \
        (void)count, (void)constants, (void)a, (void)b, (void)y; \
        return 0; \
    }
#define RP_MAP_DEFINE_2 RP_MAP_DEFINE_1

#endif

/* A formula of one instruction, of a and b, or of a and s16. */
#define RP_MAP_SUM(a, b) "vadd.f32 s" #a ", s" #a ", s" #b "\n"
#define RP_MAP_DIFFERENCE(a, b) "vsub.f32 s" #a ", s" #a ", s" #b "\n"
#define RP_MAP_PRODUCT(a, b) "vmul.f32 s" #a ", s" #a ", s" #b "\n"
#define RP_MAP_SUM_WITH(a, b) "vadd.f32 s" #a ", s" #a ", s16\n"
#define RP_MAP_DIFFERENCE_WITH(a, b) "vsub.f32 s" #a ", s" #a ", s16\n"
#define RP_MAP_PRODUCT_WITH(a, b) "vmul.f32 s" #a ", s" #a ", s16\n"

#endif
