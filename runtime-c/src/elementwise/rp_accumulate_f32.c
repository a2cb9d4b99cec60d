/* Adds one more consumer's contribution to a gradient; docs/numerics.md N2.5. */
#include "rp_kernels_f32.h"

void rp_accumulate_f32(int32_t elements, int32_t n, const float *c, float *d)
{
    for (int32_t i = 0; i < elements * n; i++) {
        d[i] = d[i] + c[i];
    }
}
