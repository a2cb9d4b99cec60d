/* Hyperbolic tangent: an odd polynomial near 0, else through exp(-2|x|); docs/numerics.md N3.5, N4.3. */
#include "rp_numeric.h"

#include "internal/rp_bits.h"

float rp_tanh_f32(float x)
{
    float magnitude = x < 0.0f ? -x : x;
    if (magnitude < rp_immediate(0.625f)) {
        float z = x * x;
        float p = z * rp_immediate(-5.70498872745e-3f) + rp_immediate(2.06390887954e-2f);
        p = p * z - rp_immediate(5.37397155531e-2f);
        p = p * z + rp_immediate(1.33314422036e-1f);
        p = p * z - rp_immediate(3.33332819422e-1f);
        return (p * z) * x + x;
    }
    float t = rp_exp_f32(-2.0f * magnitude);
    float r = (1.0f - t) / (1.0f + t);
    return x < 0.0f ? -r : r;
}
