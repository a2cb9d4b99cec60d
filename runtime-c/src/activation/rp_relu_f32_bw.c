/* Gradient of ReLU from its output; docs/numerics.md N3.1. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_relu_f32_bw(int32_t elements, int32_t n, const float *y, const float *dy, float *dx)
{
    const int32_t count = elements * n;
    int32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const float dx0 = rp_relu_gradient(y[i], dy[i]);
        const float dx1 = rp_relu_gradient(y[i + 1], dy[i + 1]);
        const float dx2 = rp_relu_gradient(y[i + 2], dy[i + 2]);
        const float dx3 = rp_relu_gradient(y[i + 3], dy[i + 3]);
        dx[i] = dx0;
        dx[i + 1] = dx1;
        dx[i + 2] = dx2;
        dx[i + 3] = dx3;
    }
    for (; i < count; i++) {
        dx[i] = rp_relu_gradient(y[i], dy[i]);
    }
}
