/* Gradient of HardSwish from its input; docs/numerics.md N3.7. */
#include "rp_kernels_f32.h"

void rp_hard_swish_f32_bw(int32_t elements, int32_t n, const float *x, const float *dy, float *dx)
{
    for (int32_t i = 0; i < elements * n; i++) {
        float t = x[i] * 0x1.555556p-3f + 0.5f;
        float slope = t <= 0.0f ? 0.0f : (t >= 1.0f ? 1.0f : x[i] * 0x1.555556p-2f + 0.5f);
        dx[i] = dy[i] * slope;
    }
}
