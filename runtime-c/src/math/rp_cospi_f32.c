/* cos(pi*t) for t in [0, 1] as the sine of pi*(1/2 - t); docs/numerics.md N4.4. */
#include "rp_numeric.h"

float rp_cospi_f32(float t)
{
    float u = 0.5f - t;
    float a = u * 3.14159274f;
    float z = a * a;
    float p = z * 1.6059044e-10f - 2.5052108e-8f;
    p = p * z + 2.7557319e-6f;
    p = p * z - 1.9841270e-4f;
    p = p * z + 8.3333333e-3f;
    p = p * z - 1.6666667e-1f;
    return (p * z) * a + a;
}
