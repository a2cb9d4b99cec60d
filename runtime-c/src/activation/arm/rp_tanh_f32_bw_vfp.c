/* Gradient of Tanh from its output, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.5. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_map.h"

/* dy*(1 - y*y); s16 is 1. */
#define RP_TANH_BW_SQUARE(y, dy) "vmul.f32 s" #y ", s" #y ", s" #y "\n"
#define RP_TANH_BW_SLOPE(y, dy) "vsub.f32 s" #y ", s16, s" #y "\n"
#define RP_TANH_BW_GRADIENT(y, dy) "vmul.f32 s" #y ", s" #dy ", s" #y "\n"

RP_MAP_DEFINE_2(tanh_bw_blocks, RP_TANH_BW_SQUARE, RP_MAP_8(RP_TANH_BW_SLOPE), RP_TANH_BW_GRADIENT)

void rp_tanh_f32_bw_vfp(int32_t elements, int32_t n, const float *y, const float *dy, float *dx)
{
    static const float constants[4] = {1.0f, 0.0f, 0.0f, 0.0f};
    const int32_t count = elements * n;
    for (int32_t i = tanh_bw_blocks(count, constants, y, dy, dx); i < count; i++) {
        dx[i] = rp_tanh_gradient(y[i], dy[i]);
    }
}
