/* Bias gradient of the convolutions; docs/numerics.md N2.4. */
#ifndef RP_CHANNEL_SUMS_H
#define RP_CHANNEL_SUMS_H

#include <stdint.h>

/* db[c] = db[c] + dy[sample][c][position], for sample, position ascending. */
static inline void rp_channel_sums(int32_t n, int32_t channels, int32_t positions, const float *dy, float *db)
{
    const int32_t step = channels * positions;
    int32_t c = 0;
    /* Four channels at a time: the additions of one wait for each other. */
    for (; c + 4 <= channels; c += 4) {
        float sum0 = db[c];
        float sum1 = db[c + 1];
        float sum2 = db[c + 2];
        float sum3 = db[c + 3];
        for (int32_t sample = 0; sample < n; sample++) {
            const float *plane0 = dy + sample * step + c * positions;
            const float *plane1 = plane0 + positions;
            const float *plane2 = plane1 + positions;
            const float *plane3 = plane2 + positions;
            for (int32_t i = 0; i < positions; i++) {
                sum0 = sum0 + plane0[i];
                sum1 = sum1 + plane1[i];
                sum2 = sum2 + plane2[i];
                sum3 = sum3 + plane3[i];
            }
        }
        db[c] = sum0;
        db[c + 1] = sum1;
        db[c + 2] = sum2;
        db[c + 3] = sum3;
    }
    for (; c < channels; c++) {
        float sum = db[c];
        for (int32_t sample = 0; sample < n; sample++) {
            const float *plane = dy + sample * step + c * positions;
            for (int32_t i = 0; i < positions; i++) {
                sum = sum + plane[i];
            }
        }
        db[c] = sum;
    }
}

#endif
