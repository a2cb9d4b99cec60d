/* Dot products of strided rows for Xpulp: what remains where no block fits. */
#ifndef RP_XPULP_DOT_H
#define RP_XPULP_DOT_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

/* Products of `count` elements of two strided rows, added in order. Steps in elements. */
static RP_XPULP_INLINE float rp_xpulp_dot(int32_t count, const float *a, int32_t a_step, const float *b, int32_t b_step, float sum)
{
#ifdef RP_XPULP
    float u, v;
    if (count > 0) {
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[count]", "6")
                       RP_P_LW_REGISTER("%[u]", "%[a]", "%[a_next]") RP_P_LW_REGISTER("%[v]", "%[b]", "%[b_next]")
                       "fmadd.s %[sum], %[u], %[v], %[sum]\n" RP_XPULP_END
                       : [sum] "+r"(sum), [a] "+r"(a), [b] "+r"(b), [u] "=&r"(u), [v] "=&r"(v)
                       : [count] "r"(count), [a_next] "r"(a_step * (int32_t)sizeof(float)), [b_next] "r"(b_step * (int32_t)sizeof(float))
                       : "memory");
    }
#else
    for (int32_t i = 0; i < count; i++) {
        sum = rp_mac(sum, a[i * a_step], b[i * b_step]);
    }
#endif
    return sum;
}

#endif
