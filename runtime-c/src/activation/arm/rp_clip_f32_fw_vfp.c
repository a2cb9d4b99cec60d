/* Clip (ReLU6), eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.3. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_map.h"

#define RP_CLIP_FW_CLIP(x, other) RP_MAP_HOLD(x, 16, 17)

RP_MAP_DEFINE_1(clip_fw_blocks, RP_MAP_NOTHING, RP_MAP_8(RP_CLIP_FW_CLIP), RP_MAP_NOTHING)

void rp_clip_f32_fw_vfp(int32_t elements, float lo, float hi, int32_t n, const float *x, float *y)
{
    const float constants[4] = {lo, hi, 0.0f, 0.0f};
    const int32_t count = elements * n;
    /* With bounds the wrong way round the clip_fw_blocks would compare what has become lo with hi. */
    for (int32_t i = lo <= hi ? clip_fw_blocks(count, constants, x, x, y) : 0; i < count; i++) {
        y[i] = rp_clip(x[i], lo, hi);
    }
}
