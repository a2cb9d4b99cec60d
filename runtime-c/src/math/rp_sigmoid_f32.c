/* Logistic function; exp only of values <= 0, so that it cannot overflow. docs/numerics.md N3.4. */
#include "rp_numeric.h"

float rp_sigmoid_f32(float x)
{
    float t = rp_exp_f32(x < 0.0f ? x : -x);
    return x >= 0.0f ? 1.0f / (1.0f + t) : t / (1.0f + t);
}
