/* Sums of strided rows for Xpulp; docs/numerics.md N2.6. */
#ifndef RP_XPULP_SUM_H
#define RP_XPULP_SUM_H

#include "internal/rp_xpulp.h"

#include <stdint.h>

/* sum + x[0] + x[step] + ... , `count` values. */
static RP_XPULP_INLINE float rp_xpulp_sum(int32_t count, const float *x, int32_t step, float sum)
{
#ifdef RP_XPULP
    if (count > 1) {
        float t, u;
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[pairs]", "8")
                       RP_P_LW_REGISTER("%[t]", "%[x]", "%[next]") RP_P_LW_REGISTER("%[u]", "%[x]", "%[next]")
                       "fadd.s %[sum], %[sum], %[t]\n"
                       "fadd.s %[sum], %[sum], %[u]\n" RP_XPULP_END
                       : [sum] "+r"(sum), [x] "+r"(x), [t] "=&r"(t), [u] "=&r"(u)
                       : [pairs] "r"(count / 2), [next] "r"(step * (int32_t)sizeof(float))
                       : "memory");
    }
    return count % 2 == 1 ? sum + *x : sum;
#else
    for (int32_t i = 0; i < count; i++) {
        sum = sum + x[i * step];
    }
    return sum;
#endif
}

#endif
