/* The multiply-accumulate and the float helpers every kernel uses (docs/numerics.md, N1, N4). */
#ifndef RP_NUMERIC_H
#define RP_NUMERIC_H

#include <stdint.h>

/* Exactly one of the two is defined by the build: RP_ACCUMULATE_FUSED or RP_ACCUMULATE_SEPARATE. */
#if defined(RP_ACCUMULATE_FUSED) == defined(RP_ACCUMULATE_SEPARATE)
#error "define one of RP_ACCUMULATE_FUSED and RP_ACCUMULATE_SEPARATE"
#endif

/* acc + a*b with the target's rounding (N1.2). */
static inline float rp_mac(float acc, float a, float b)
{
#ifdef RP_ACCUMULATE_FUSED
    return __builtin_fmaf(a, b, acc);
#else
    return acc + a * b;
#endif
}

float rp_exp_f32(float x);     /* N4.1 */
float rp_log_f32(float x);     /* N4.2 */
float rp_tanh_f32(float x);    /* N3.5, N4.3 */
float rp_sigmoid_f32(float x); /* N3.4 */
float rp_cospi_f32(float t);   /* cos(pi*t), t in [0, 1]; N4.4 */

#endif
