/* Elementwise work for Xpulp: one hardware loop over elements that lie one after the other, with nothing in it but loads, arithmetic and stores.
 *
 * A comparison leaves 0 or 1, and p.mac or p.msu by it takes one of two values without a branch: x + (other - x)*1 is `other`, on the bits, modulo 2^32. */
#ifndef RP_XPULP_MAP_H
#define RP_XPULP_MAP_H

#include "rp_share.h"

#include "internal/rp_xpulp.h"

/* RP_XPULP_MAP(i, end, each, a, b, to, k0, k1, k2, instructions, body): turns of `each` elements from element i on, as many as fit before `end`; i goes on past
 * them, and the caller does the rest (off the core: everything) with the portable formula. a, b, to are arrays, which a body walks through operands of these names
 * (float pointers; each may be read and written, and be the same array); k0, k1, k2 are floats or integers; u, v, r, s, t are free. The body has at least two
 * instructions. */
#ifdef RP_XPULP

#define RP_XPULP_MAP(i, end, each, a_, b_, to_, k0_, k1_, k2_, instructions, body) \
    do { \
        const int32_t rp_turns = ((end) - (i)) / (each); \
        if (rp_turns > 0) { \
            const float *rp_a = (a_) + (i), *rp_b = (b_) + (i), *rp_to = (to_) + (i); \
            float rp_u, rp_v, rp_r, rp_s, rp_t; \
            __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[turns]", "2*" instructions) body RP_XPULP_END \
                           : [a] "+r"(rp_a), [b] "+r"(rp_b), [to] "+r"(rp_to), [u] "=&r"(rp_u), [v] "=&r"(rp_v), [r] "=&r"(rp_r), \
                             [s] "=&r"(rp_s), [t] "=&r"(rp_t) \
                           : [turns] "r"(rp_turns), [k0] "r"(k0_), [k1] "r"(k1_), [k2] "r"(k2_) \
                           : "memory"); \
            (i) += rp_turns * (each); \
        } \
    } while (0)

/* Loads and stores that go on to the next element (or by k bytes), and a load that stays. */
#define RP_MAP_LOAD(value, array) RP_P_LW_IMMEDIATE("%[" #value "]", "%[" #array "]", "4")
#define RP_MAP_STORE(value, array) RP_P_SW_IMMEDIATE("%[" #value "]", "%[" #array "]", "4")
#define RP_MAP_LOAD_BY(value, array, k) RP_P_LW_REGISTER("%[" #value "]", "%[" #array "]", "%[" #k "]")
#define RP_MAP_STORE_BY(value, array, k) RP_P_SW_REGISTER("%[" #value "]", "%[" #array "]", "%[" #k "]")
#define RP_MAP_PEEK(value, array) "lw %[" #value "], 0(%[" #array "])\n"
#define RP_MAP(operation, to, x, y) operation " %[" #to "], %[" #x "], %[" #y "]\n"
/* to = 1 where x < 0, 0 < x, x <= 0; else 0. */
#define RP_MAP_NEGATIVE(to, x) "flt.s %[" #to "], %[" #x "], x0\n"
#define RP_MAP_POSITIVE(to, x) "flt.s %[" #to "], x0, %[" #x "]\n"
#define RP_MAP_NOT_POSITIVE(to, x) "fle.s %[" #to "], %[" #x "], x0\n"
/* x = other where `chosen` is 1; `other` becomes a difference. Three instructions with the comparison. */
#define RP_MAP_OTHER(x, other, chosen) RP_MAP("sub", other, other, x) RP_P_MAC("%[" #x "]", "%[" #other "]", "%[" #chosen "]")
/* The same from a constant k that stays, through `spare`. */
#define RP_MAP_CONSTANT(x, k, chosen, spare) RP_MAP("sub", spare, k, x) RP_P_MAC("%[" #x "]", "%[" #spare "]", "%[" #chosen "]")
/* x = +0 where `chosen` is 1. */
#define RP_MAP_ZERO(x, chosen) RP_P_MSU("%[" #x "]", "%[" #x "]", "%[" #chosen "]")
/* x = +0 where `chosen` is 0; `chosen` is lost. */
#define RP_MAP_ZERO_UNLESS(x, chosen) "neg %[" #chosen "], %[" #chosen "]\n" RP_MAP("and", x, x, chosen)

#else

#define RP_XPULP_MAP(i, end, each, a, b, to, k0, k1, k2, instructions, body) ((void)0)

#endif

#endif
