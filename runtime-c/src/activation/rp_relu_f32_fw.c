/* ReLU; docs/numerics.md N3.1. NaN passes, -0 becomes +0. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_relu_f32_fw(int32_t elements, int32_t n, const float *x, float *y)
{
    const int32_t count = elements * n;
    int32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const float y0 = rp_relu(x[i]);
        const float y1 = rp_relu(x[i + 1]);
        const float y2 = rp_relu(x[i + 2]);
        const float y3 = rp_relu(x[i + 3]);
        y[i] = y0;
        y[i + 1] = y1;
        y[i + 2] = y2;
        y[i + 3] = y3;
    }
    for (; i < count; i++) {
        y[i] = rp_relu(x[i]);
    }
}
