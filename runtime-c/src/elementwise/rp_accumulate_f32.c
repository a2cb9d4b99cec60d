/* Adds one more consumer's contribution to a gradient; docs/numerics.md N2.5. */
#include "rp_kernels_f32.h"

void rp_accumulate_f32(int32_t elements, int32_t n, const float *c, float *d)
{
    const int32_t count = elements * n;
    int32_t i = 0;
    /* Loads before stores: the compiler does not know that c and d lie apart. */
    for (; i + 4 <= count; i += 4) {
        const float d0 = d[i] + c[i];
        const float d1 = d[i + 1] + c[i + 1];
        const float d2 = d[i + 2] + c[i + 2];
        const float d3 = d[i + 3] + c[i + 3];
        d[i] = d0;
        d[i + 1] = d1;
        d[i + 2] = d2;
        d[i + 3] = d3;
    }
    for (; i < count; i++) {
        d[i] = d[i] + c[i];
    }
}
