/* Bias gradient of the convolutions for Xpulp; docs/numerics.md N2.4. */
#ifndef RP_XPULP_CHANNEL_SUMS_H
#define RP_XPULP_CHANNEL_SUMS_H

#include "rp_share.h"

#include "internal/rp_xpulp_sum.h"

/* db[c] = db[c] + dy[sample][c][position], for sample, position ascending; this core's channels. */
static inline void rp_xpulp_channel_sums(rp_share share, int32_t n, int32_t channels, int32_t positions, const float *dy, float *db)
{
    const rp_span own = rp_share_of(share, channels);
    for (int32_t c = own.first; c < own.end; c++) {
        float sum = db[c];
        for (int32_t sample = 0; sample < n; sample++) {
            sum = rp_xpulp_sum(positions, dy + (sample * channels + c) * positions, 1, sum);
        }
        db[c] = sum;
    }
}

#endif
