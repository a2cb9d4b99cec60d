/* HardSigmoid, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.6. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_map.h"

/* s16 is alpha, s17 beta, s18 0, s19 1. */
#define RP_HARD_SIGMOID_FW_SCALED(x, other) "vmul.f32 s" #x ", s" #x ", s16\n"
#define RP_HARD_SIGMOID_FW_SHIFTED(x, other) "vadd.f32 s" #x ", s" #x ", s17\n"
#define RP_HARD_SIGMOID_FW_HELD(x, other) RP_MAP_HOLD(x, 18, 19)

RP_MAP_DEFINE_1(hard_sigmoid_fw_blocks, RP_HARD_SIGMOID_FW_SCALED, RP_MAP_8(RP_HARD_SIGMOID_FW_SHIFTED) RP_MAP_8(RP_HARD_SIGMOID_FW_HELD), RP_MAP_NOTHING)

void rp_hard_sigmoid_f32_fw_vfp(int32_t elements, float alpha, float beta, int32_t n, const float *x, float *y)
{
    const float constants[4] = {alpha, beta, 0.0f, 1.0f};
    const int32_t count = elements * n;
    for (int32_t i = hard_sigmoid_fw_blocks(count, constants, x, x, y); i < count; i++) {
        y[i] = rp_hard_sigmoid(x[i], alpha, beta);
    }
}
