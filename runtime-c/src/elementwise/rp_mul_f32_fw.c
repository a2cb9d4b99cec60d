/* Mul with broadcasting; docs/numerics.md N3.8. */
#include "rp_kernels_f32.h"

#include "internal/rp_broadcast.h"

static float product(float a, float b)
{
    return a * b;
}

void rp_mul_f32_fw(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y)
{
    rp_broadcast_forward(g, n, a, b, y, product);
}
