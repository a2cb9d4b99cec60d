/* exp by range reduction to |r| <= ln(2)/2 and the Cephes expf polynomial; docs/numerics.md N4.1. */
#include "rp_numeric.h"

#include "internal/rp_bits.h"

/* 2^n for n in -126..127. */
static float power_of_two(int32_t n)
{
    return rp_float_of((uint32_t)(n + 127) << 23);
}

float rp_exp_f32(float x)
{
    if (x != x) {
        return x;
    }
    if (x > rp_immediate(88.72283f)) {
        return rp_float_of(0x7f800000u);
    }
    if (x < rp_immediate(-87.33654f)) {
        return 0.0f;
    }
    float t = x * rp_immediate(0x1.715476p+0f);
    int32_t n = (int32_t)(t + (t >= 0.0f ? 0.5f : -0.5f));
    float r = (x - (float)n * rp_immediate(0x1.62e400p-1f)) - (float)n * rp_immediate(0x1.7f7d1cp-20f);
    float p = r * rp_immediate(1.9875691e-4f) + rp_immediate(1.3981999e-3f);
    p = p * r + rp_immediate(8.3334519e-3f);
    p = p * r + rp_immediate(4.1665796e-2f);
    p = p * r + rp_immediate(1.6666665e-1f);
    p = p * r + rp_immediate(5.0000001e-1f);
    float y = (p * (r * r) + r) + 1.0f;
    /* Two factors: 2^n alone overflows for n = 128. */
    int32_t half = n / 2;
    return y * power_of_two(half) * power_of_two(n - half);
}
