/* Gradient of HardSwish from its input; docs/numerics.md N3.7. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_hard_swish_f32_bw(int32_t elements, int32_t n, const float *x, const float *dy, float *dx)
{
    for (int32_t i = 0; i < elements * n; i++) {
        dx[i] = rp_hard_swish_gradient(x[i], dy[i]);
    }
}
