#include "rp_learner.h"

/* Adding and subtracting 1.5 * 2^23 rounds a float of less than 2^22 to the nearest integer, ties to even. */
static const float ROUNDER = 12582912.0f;

void rp_quantize(const float *x, int32_t count, uint8_t *codes)
{
    for (int32_t i = 0; i < count; i++) {
        float scaled = x[i] / RP_INPUT_SCALE;
        /* Outside, the code is clamped whatever the zero point; NaN fails both comparisons of the second line. */
        scaled = scaled < -1024.0f ? -1024.0f : (scaled > 1024.0f ? 1024.0f : scaled);
        float rounded = scaled >= -1024.0f ? (scaled + ROUNDER) - ROUNDER : 0.0f;
        int32_t code = RP_INPUT_ZERO_POINT + (int32_t)rounded;
        codes[i] = (uint8_t)(code < 0 ? 0 : (code > 255 ? 255 : code));
    }
}
