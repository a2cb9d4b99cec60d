/* Gradient of Sigmoid from its output, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_map.h"

/* dy*(y*(1 - y)); s16 is 1, s20-s27 hold 1 - y. */
#define RP_SIGMOID_BW_REST(y, dy, rest) "vsub.f32 s" #rest ", s16, s" #y "\n"
#define RP_SIGMOID_BW_SLOPE(y, dy, rest) "vmul.f32 s" #y ", s" #y ", s" #rest "\n"
#define RP_SIGMOID_BW_ALL_OF(ONE) ONE(0, 8, 20) ONE(1, 9, 21) ONE(2, 10, 22) ONE(3, 11, 23) ONE(4, 12, 24) ONE(5, 13, 25) ONE(6, 14, 26) ONE(7, 15, 27)
#define RP_SIGMOID_BW_GRADIENT(y, dy) "vmul.f32 s" #y ", s" #dy ", s" #y "\n"

RP_MAP_DEFINE_2(sigmoid_bw_blocks, RP_MAP_NOTHING, RP_SIGMOID_BW_ALL_OF(RP_SIGMOID_BW_REST) RP_SIGMOID_BW_ALL_OF(RP_SIGMOID_BW_SLOPE), RP_SIGMOID_BW_GRADIENT)

void rp_sigmoid_f32_bw_vfp(int32_t elements, int32_t n, const float *y, const float *dy, float *dx)
{
    static const float constants[4] = {1.0f, 0.0f, 0.0f, 0.0f};
    const int32_t count = elements * n;
    for (int32_t i = sigmoid_bw_blocks(count, constants, y, dy, dx); i < count; i++) {
        dx[i] = rp_sigmoid_gradient(y[i], dy[i]);
    }
}
