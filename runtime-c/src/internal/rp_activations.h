/* The activations that need no elementary function, of one element; docs/numerics.md N3.1 - N3.7. */
#ifndef RP_ACTIVATIONS_H
#define RP_ACTIVATIONS_H

#include "internal/rp_bits.h"

/* N3.1. NaN passes, -0 becomes +0. On the bits, which costs less than a comparison in the FPU: x <= 0 are +0 and 0x80000000 (-0) to 0xff800000 (-inf). */
static inline float rp_relu(float x)
{
    const uint32_t bits = rp_bits_of(x);
    return bits - 0x80000000u <= 0x7f800000u ? rp_float_of(0) : rp_float_of(bits);
}

/* From the output, on its bits as well: y > 0 are 1 (the least subnormal) to 0x7f800000 (+inf). */
static inline float rp_relu_gradient(float y, float dy)
{
    return rp_bits_of(y) - 1u < 0x7f800000u ? rp_float_of(rp_bits_of(dy)) : rp_float_of(0);
}

/* N3.2. */
static inline float rp_leaky_relu(float x, float alpha)
{
    return x < 0.0f ? x * alpha : x;
}

/* From the input; the slope at 0 is alpha. */
static inline float rp_leaky_relu_gradient(float x, float dy, float alpha)
{
    return x > 0.0f ? dy : dy * alpha;
}

/* N3.3. NaN passes. */
static inline float rp_clip(float x, float lo, float hi)
{
    return x < lo ? lo : (x > hi ? hi : x);
}

/* From the output: zero on the bounds. */
static inline float rp_clip_gradient(float y, float dy, float lo, float hi)
{
    return y > lo && y < hi ? dy : 0.0f;
}

/* N3.4, N3.5: gradients from the output. */
static inline float rp_sigmoid_gradient(float y, float dy)
{
    return dy * (y * (1.0f - y));
}

static inline float rp_tanh_gradient(float y, float dy)
{
    return dy * (1.0f - y * y);
}

/* N3.6. */
static inline float rp_hard_sigmoid(float x, float alpha, float beta)
{
    const float t = x * alpha + beta;
    return t < 0.0f ? 0.0f : (t > 1.0f ? 1.0f : t);
}

/* From the output. */
static inline float rp_hard_sigmoid_gradient(float y, float dy, float alpha)
{
    return y > 0.0f && y < 1.0f ? dy * alpha : 0.0f;
}

/* N3.7: 1/6 and 1/3 in binary32. */
#define RP_SIXTH 0x1.555556p-3f
#define RP_THIRD 0x1.555556p-2f

static inline float rp_hard_swish(float x)
{
    const float t = x * RP_SIXTH + 0.5f;
    const float gate = t < 0.0f ? 0.0f : (t > 1.0f ? 1.0f : t);
    return x * gate;
}

/* From the input. */
static inline float rp_hard_swish_gradient(float x, float dy)
{
    const float t = x * RP_SIXTH + 0.5f;
    const float slope = t <= 0.0f ? 0.0f : (t >= 1.0f ? 1.0f : x * RP_THIRD + 0.5f);
    return dy * slope;
}

#endif
