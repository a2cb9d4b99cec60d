/* What the softmax kernels share; docs/numerics.md N3.12. A vector is `count` values, `step` apart. */
#ifndef RP_SOFTMAX_TERMS_H
#define RP_SOFTMAX_TERMS_H

#include "rp_numeric.h"

/* The maximum; the first value stays where none is greater. */
static inline float rp_vector_maximum(int32_t count, int32_t step, const float *x)
{
    float m = x[0];
    for (int32_t i = 1; i < count; i++) {
        if (x[i * step] > m) {
            m = x[i * step];
        }
    }
    return m;
}

/* e = exp(x - m); returns the sum of e (N2.6). e may be x. */
static inline float rp_vector_exponentials(int32_t count, int32_t step, float m, const float *x, float *e)
{
    float sum = 0.0f;
    for (int32_t i = 0; i < count; i++) {
        e[i * step] = rp_exp_f32(x[i * step] - m);
        sum = sum + e[i * step];
    }
    return sum;
}

#endif
