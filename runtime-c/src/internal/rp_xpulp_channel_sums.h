/* Bias gradient of the convolutions for Xpulp; docs/numerics.md N2.4. */
#ifndef RP_XPULP_CHANNEL_SUMS_H
#define RP_XPULP_CHANNEL_SUMS_H

#include "rp_share.h"

#include "internal/rp_xpulp.h"

/* sum + x[0] + x[1] + ... */
static RP_XPULP_INLINE float rp_xpulp_sum(int32_t count, const float *x, float sum)
{
#ifdef RP_XPULP
    if (count > 1) {
        float t, u;
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[pairs]", "8")
                       RP_P_LW_IMMEDIATE("%[t]", "%[x]", "4") RP_P_LW_IMMEDIATE("%[u]", "%[x]", "4")
                       "fadd.s %[sum], %[sum], %[t]\n"
                       "fadd.s %[sum], %[sum], %[u]\n" RP_XPULP_END
                       : [sum] "+r"(sum), [x] "+r"(x), [t] "=&r"(t), [u] "=&r"(u)
                       : [pairs] "r"(count / 2)
                       : "memory");
    }
    return count % 2 == 1 ? sum + *x : sum;
#else
    for (int32_t i = 0; i < count; i++) {
        sum = sum + x[i];
    }
    return sum;
#endif
}

/* db[c] = db[c] + dy[sample][c][position], for sample, position ascending; this core's channels. */
static inline void rp_xpulp_channel_sums(rp_share share, int32_t n, int32_t channels, int32_t positions, const float *dy, float *db)
{
    const rp_span own = rp_share_of(share, channels);
    for (int32_t c = own.first; c < own.end; c++) {
        float sum = db[c];
        for (int32_t sample = 0; sample < n; sample++) {
            sum = rp_xpulp_sum(positions, dy + (sample * channels + c) * positions, sum);
        }
        db[c] = sum;
    }
}

#endif
