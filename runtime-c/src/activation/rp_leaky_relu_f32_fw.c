/* Leaky ReLU; docs/numerics.md N3.2. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_leaky_relu_f32_fw(int32_t elements, float alpha, int32_t n, const float *x, float *y)
{
    for (int32_t i = 0; i < elements * n; i++) {
        y[i] = rp_leaky_relu(x[i], alpha);
    }
}
