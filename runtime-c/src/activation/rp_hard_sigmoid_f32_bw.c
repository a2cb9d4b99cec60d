/* Gradient of HardSigmoid from its output; docs/numerics.md N3.6. */
#include "rp_kernels_f32.h"

void rp_hard_sigmoid_f32_bw(int32_t elements, float alpha, int32_t n, const float *y, const float *dy, float *dx)
{
    for (int32_t i = 0; i < elements * n; i++) {
        dx[i] = y[i] > 0.0f && y[i] < 1.0f ? dy[i] * alpha : 0.0f;
    }
}
