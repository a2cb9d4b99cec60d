/* Gradient of ReLU from its output; docs/numerics.md N3.1. */
#include "rp_kernels_f32.h"

void rp_relu_f32_bw(int32_t elements, int32_t n, const float *y, const float *dy, float *dx)
{
    for (int32_t i = 0; i < elements * n; i++) {
        dx[i] = y[i] > 0.0f ? dy[i] : 0.0f;
    }
}
