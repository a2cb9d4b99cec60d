/* ReLU; docs/numerics.md N3.1. NaN passes, -0 becomes +0. */
#include "rp_kernels_f32.h"

void rp_relu_f32_fw(int32_t elements, int32_t n, const float *x, float *y)
{
    for (int32_t i = 0; i < elements * n; i++) {
        y[i] = x[i] <= 0.0f ? 0.0f : x[i];
    }
}
