/* Clip (ReLU6); docs/numerics.md N3.3. NaN passes. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_clip_f32_fw(int32_t elements, float lo, float hi, int32_t n, const float *x, float *y)
{
    for (int32_t i = 0; i < elements * n; i++) {
        y[i] = rp_clip(x[i], lo, hi);
    }
}
