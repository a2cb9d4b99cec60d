/* Gradient of leaky ReLU from its input; docs/numerics.md N3.2: the slope at 0 is alpha. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_leaky_relu_f32_bw(int32_t elements, float alpha, int32_t n, const float *x, const float *dy, float *dx)
{
    for (int32_t i = 0; i < elements * n; i++) {
        dx[i] = rp_leaky_relu_gradient(x[i], dy[i], alpha);
    }
}
