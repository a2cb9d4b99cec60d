/* Tanh; docs/numerics.md N3.5. */
#include "rp_kernels_f32.h"

#include "rp_numeric.h"

void rp_tanh_f32_fw(int32_t elements, int32_t n, const float *x, float *y)
{
    for (int32_t i = 0; i < elements * n; i++) {
        y[i] = rp_tanh_f32(x[i]);
    }
}
