/* Bias gradient of the convolutions; docs/numerics.md N2.4. */
#ifndef RP_CHANNEL_SUMS_H
#define RP_CHANNEL_SUMS_H

#include <stdint.h>

/* db[c] = db[c] + dy[sample][c][position], for sample, position ascending. */
static inline void rp_channel_sums(int32_t n, int32_t channels, int32_t positions, const float *dy, float *db)
{
    for (int32_t c = 0; c < channels; c++) {
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

#endif
