/* Bias gradient of the convolutions; docs/numerics.md N2.4. */
#ifndef RP_CHANNEL_SUMS_H
#define RP_CHANNEL_SUMS_H

#include "rp_share.h"

#include <stdint.h>

/* db[c] = db[c] + dy[sample][c][position], for sample, position ascending; the channels of one core. */
static inline void rp_channel_sums_shared(rp_share share, int32_t n, int32_t channels, int32_t positions, const float *dy, float *db)
{
    const rp_span own = rp_share_of(share, channels);
    for (int32_t c = own.first; c < own.end; c++) {
        float acc = db[c];
        for (int32_t sample = 0; sample < n; sample++) {
            const float *plane = dy + (sample * channels + c) * positions;
            for (int32_t i = 0; i < positions; i++) {
                acc = acc + plane[i];
            }
        }
        db[c] = acc;
    }
}

/* All channels. */
static inline void rp_channel_sums(int32_t n, int32_t channels, int32_t positions, const float *dy, float *db)
{
    const rp_share all = {0, 1};
    rp_channel_sums_shared(all, n, channels, positions, dy, db);
}

#endif
