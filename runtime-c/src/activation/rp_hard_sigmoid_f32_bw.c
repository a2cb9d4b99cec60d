/* Gradient of HardSigmoid from its output; docs/numerics.md N3.6. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_hard_sigmoid_f32_bw(int32_t elements, float alpha, int32_t n, const float *y, const float *dy, float *dx)
{
    for (int32_t i = 0; i < elements * n; i++) {
        dx[i] = rp_hard_sigmoid_gradient(y[i], dy[i], alpha);
    }
}
