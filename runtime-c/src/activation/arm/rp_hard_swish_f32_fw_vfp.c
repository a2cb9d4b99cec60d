/* HardSwish, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.7. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_map.h"

/* s16 is 1/6, s17 1/2, s18 0, s19 1; s8-s15 hold the gates. */
#define RP_HARD_SWISH_FW_SCALED(x, gate) "vmul.f32 s" #gate ", s" #x ", s16\n"
#define RP_HARD_SWISH_FW_SHIFTED(x, gate) "vadd.f32 s" #gate ", s" #gate ", s17\n"
#define RP_HARD_SWISH_FW_HELD(x, gate) RP_MAP_HOLD(gate, 18, 19)

RP_MAP_DEFINE_1(hard_swish_fw_blocks, RP_HARD_SWISH_FW_SCALED, RP_MAP_8(RP_HARD_SWISH_FW_SHIFTED) RP_MAP_8(RP_HARD_SWISH_FW_HELD), RP_MAP_PRODUCT)

void rp_hard_swish_f32_fw_vfp(int32_t elements, int32_t n, const float *x, float *y)
{
    static const float constants[4] = {RP_SIXTH, 0.5f, 0.0f, 1.0f};
    const int32_t count = elements * n;
    for (int32_t i = hard_swish_fw_blocks(count, constants, x, x, y); i < count; i++) {
        y[i] = rp_hard_swish(x[i]);
    }
}
