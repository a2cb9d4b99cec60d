/* HardSigmoid; docs/numerics.md N3.6: product and sum round separately. */
#include "rp_kernels_f32.h"

void rp_hard_sigmoid_f32_fw(int32_t elements, float alpha, float beta, int32_t n, const float *x, float *y)
{
    for (int32_t i = 0; i < elements * n; i++) {
        float t = x[i] * alpha + beta;
        y[i] = t < 0.0f ? 0.0f : (t > 1.0f ? 1.0f : t);
    }
}
