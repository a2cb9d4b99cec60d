/* ReLU; docs/numerics.md N3.1. NaN passes, -0 becomes +0. */
#include "rp_kernels_f32.h"

#include "internal/rp_bits.h"

/* On the bits, which costs less than a comparison in the FPU: x <= 0 are +0 and 0x80000000 (-0) to 0xff800000 (-inf). */
static inline float rectified(float x)
{
    const uint32_t bits = rp_bits_of(x);
    return bits - 0x80000000u <= 0x7f800000u ? rp_float_of(0) : rp_float_of(bits);
}

void rp_relu_f32_fw(int32_t elements, int32_t n, const float *x, float *y)
{
    const int32_t count = elements * n;
    int32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const float y0 = rectified(x[i]);
        const float y1 = rectified(x[i + 1]);
        const float y2 = rectified(x[i + 2]);
        const float y3 = rectified(x[i + 3]);
        y[i] = y0;
        y[i + 1] = y1;
        y[i + 2] = y2;
        y[i + 3] = y3;
    }
    for (; i < count; i++) {
        y[i] = rectified(x[i]);
    }
}
