/* Sigmoid; docs/numerics.md N3.4. */
#include "rp_kernels_f32.h"

#include "rp_numeric.h"

void rp_sigmoid_f32_fw(int32_t elements, int32_t n, const float *x, float *y)
{
    for (int32_t i = 0; i < elements * n; i++) {
        y[i] = rp_sigmoid_f32(x[i]);
    }
}
