/* Natural logarithm: mantissa in [sqrt(1/2), sqrt(2)) and the Cephes logf polynomial; docs/numerics.md N4.2. */
#include "rp_numeric.h"

#include "internal/rp_bits.h"

float rp_log_f32(float x)
{
    if (x != x || x < 0.0f) {
        return rp_float_of(0x7fc00000u);
    }
    if (x == 0.0f) {
        return rp_float_of(0xff800000u);
    }
    uint32_t bits = rp_bits_of(x);
    if (bits == 0x7f800000u) {
        return x;
    }
    int32_t exponent = -126;
    if (bits < 0x00800000u) {
        bits = rp_bits_of(x * 0x1p+23f);
        exponent -= 23;
    }
    exponent += (int32_t)(bits >> 23);
    float m = rp_float_of((bits & 0x007fffffu) | 0x3f000000u);
    if (rp_bits_of(m) < 0x3f3504f3u) {
        m = m + m;
        exponent -= 1;
    }
    float e = (float)exponent;
    float f = m - 1.0f;
    float z = f * f;
    float p = f * rp_immediate(7.0376836292e-2f) - rp_immediate(1.1514610310e-1f);
    p = p * f + rp_immediate(1.1676998740e-1f);
    p = p * f - rp_immediate(1.2420140846e-1f);
    p = p * f + rp_immediate(1.4249322787e-1f);
    p = p * f - rp_immediate(1.6668057665e-1f);
    p = p * f + rp_immediate(2.0000714765e-1f);
    p = p * f - rp_immediate(2.4999993993e-1f);
    p = p * f + rp_immediate(3.3333331174e-1f);
    float y = (p * f) * z;
    y = y + e * rp_immediate(-2.12194440e-4f);
    y = y - 0.5f * z;
    return (f + y) + e * rp_immediate(0.693359375f);
}
