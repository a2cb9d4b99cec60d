/* Adds one more consumer's contribution to a gradient, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N2.5. */
#include "rp_kernels_f32.h"

#include "internal/rp_vfp_map.h"

RP_MAP_DEFINE_2(accumulate_blocks, RP_MAP_SUM, "", RP_MAP_NOTHING)

void rp_accumulate_f32_vfp(int32_t elements, int32_t n, const float *c, float *d)
{
    static const float constants[4] = {0.0f, 0.0f, 0.0f, 0.0f};
    const int32_t count = elements * n;
    for (int32_t i = accumulate_blocks(count, constants, d, c, d); i < count; i++) {
        d[i] = d[i] + c[i];
    }
}
