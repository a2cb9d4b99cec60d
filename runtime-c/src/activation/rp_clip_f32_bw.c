/* Gradient of Clip from its output; docs/numerics.md N3.3: zero on the bounds. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"

void rp_clip_f32_bw(int32_t elements, float lo, float hi, int32_t n, const float *y, const float *dy, float *dx)
{
    for (int32_t i = 0; i < elements * n; i++) {
        dx[i] = rp_clip_gradient(y[i], dy[i], lo, hi);
    }
}
