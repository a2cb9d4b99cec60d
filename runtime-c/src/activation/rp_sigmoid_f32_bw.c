/* Gradient of Sigmoid from its output; docs/numerics.md N3.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_sigmoid_f32_bw(int32_t elements, int32_t n, const float *y, const float *dy, float *dx)
{
    for (int32_t i = 0; i < elements * n; i++) {
        dx[i] = rp_sigmoid_gradient(y[i], dy[i]);
    }
}
