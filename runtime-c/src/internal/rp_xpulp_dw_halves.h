/* Input gradient of three taps in a row at stride 2, for Xpulp: of two neighbouring inputs one takes the outer taps, of two outputs, the other the middle one; docs/numerics.md N2.2.
 * An input row takes one kernel row, or two (the outer ones). */
#ifndef RP_XPULP_DW_HALVES_H
#define RP_XPULP_DW_HALVES_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

#include <stdbool.h>

/* What a row begins and ends with. left: no pad, so there is an input for the first output's left tap; right: there is one for the last output's right tap. */
typedef struct {
    bool left, right;
} rp_xpulp_halves;

/* dx of one kernel row from `count` outputs: dy[i]*w[1], then dy[i+1]*w[0] + dy[i]*w[2], in turn. Eight instructions a pair. */
static RP_XPULP_INLINE void rp_xpulp_halves_of_one(rp_xpulp_halves ends, int32_t count, const float *dy, const float *w, float *dx)
{
#ifdef RP_XPULP
    float before = *dy++, here, even, odd;
    if (ends.left) {
        *dx++ = rp_mac(0.0f, before, w[0]);
    }
    odd = rp_mac(0.0f, before, w[1]);
    *dx++ = odd;
    if (count > 1) {
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[count]", "16")
                       RP_P_LW_IMMEDIATE("%[here]", "%[dy]", "4")
                       "mv %[odd], %[before]\n"
                       "fmadd.s %[even], %[here], %[w0], x0\n"
                       "mv %[before], %[here]\n"
                       "fmadd.s %[even], %[odd], %[w2], %[even]\n"
                       "fmadd.s %[odd], %[here], %[w1], x0\n" RP_P_SW_IMMEDIATE("%[even]", "%[dx]", "4") RP_P_SW_IMMEDIATE("%[odd]", "%[dx]", "4") RP_XPULP_END
                       : [dy] "+r"(dy), [dx] "+r"(dx), [before] "+r"(before), [here] "=&r"(here), [even] "=&r"(even), [odd] "=&r"(odd)
                       : [count] "r"(count - 1), [w0] "r"(w[0]), [w1] "r"(w[1]), [w2] "r"(w[2])
                       : "memory");
    }
    if (ends.right) {
        *dx = rp_mac(0.0f, before, w[2]);
    }
#else
    if (ends.left) {
        *dx++ = rp_mac(0.0f, dy[0], w[0]);
    }
    for (int32_t i = 0; i < count; i++) {
        dx[2 * i] = rp_mac(0.0f, dy[i], w[1]);
        if (i + 1 < count || ends.right) {
            dx[2 * i + 1] = rp_mac(i + 1 < count ? rp_mac(0.0f, dy[i + 1], w[0]) : 0.0f, dy[i], w[2]);
        }
    }
#endif
}

/* The same of two kernel rows, v with outputs a and then w with outputs b. Twelve instructions a pair. */
static RP_XPULP_INLINE void rp_xpulp_halves_of_two(rp_xpulp_halves ends, int32_t count, const float *a, const float *v, const float *b, const float *w, float *dx)
{
#ifdef RP_XPULP
    float a_before = *a++, b_before = *b++, a_here, b_here, even, odd;
    if (ends.left) {
        *dx++ = rp_mac(rp_mac(0.0f, a_before, v[0]), b_before, w[0]);
    }
    odd = rp_mac(rp_mac(0.0f, a_before, v[1]), b_before, w[1]);
    *dx++ = odd;
    if (count > 1) {
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[count]", "24")
                       RP_P_LW_IMMEDIATE("%[a_here]", "%[a]", "4") RP_P_LW_IMMEDIATE("%[b_here]", "%[b]", "4")
                       "fmadd.s %[even], %[a_here], %[v0], x0\n"
                       "fmadd.s %[odd], %[a_here], %[v1], x0\n"
                       "fmadd.s %[even], %[a_before], %[v2], %[even]\n"
                       "mv %[a_before], %[a_here]\n"
                       "fmadd.s %[even], %[b_here], %[w0], %[even]\n"
                       "fmadd.s %[odd], %[b_here], %[w1], %[odd]\n"
                       "fmadd.s %[even], %[b_before], %[w2], %[even]\n"
                       "mv %[b_before], %[b_here]\n" RP_P_SW_IMMEDIATE("%[even]", "%[dx]", "4") RP_P_SW_IMMEDIATE("%[odd]", "%[dx]", "4") RP_XPULP_END
                       : [a] "+r"(a), [b] "+r"(b), [dx] "+r"(dx), [a_before] "+r"(a_before), [b_before] "+r"(b_before), [a_here] "=&r"(a_here),
                         [b_here] "=&r"(b_here), [even] "=&r"(even), [odd] "=&r"(odd)
                       : [count] "r"(count - 1), [v0] "r"(v[0]), [v1] "r"(v[1]), [v2] "r"(v[2]), [w0] "r"(w[0]), [w1] "r"(w[1]), [w2] "r"(w[2])
                       : "memory");
    }
    if (ends.right) {
        *dx = rp_mac(rp_mac(0.0f, a_before, v[2]), b_before, w[2]);
    }
#else
    if (ends.left) {
        *dx++ = rp_mac(rp_mac(0.0f, a[0], v[0]), b[0], w[0]);
    }
    for (int32_t i = 0; i < count; i++) {
        dx[2 * i] = rp_mac(rp_mac(0.0f, a[i], v[1]), b[i], w[1]);
        const bool next = i + 1 < count;
        const float from_a = rp_mac(next ? rp_mac(0.0f, a[i + 1], v[0]) : 0.0f, a[i], v[2]);
        if (next || ends.right) {
            dx[2 * i + 1] = rp_mac(next ? rp_mac(from_a, b[i + 1], w[0]) : from_a, b[i], w[2]);
        }
    }
#endif
}

#endif
