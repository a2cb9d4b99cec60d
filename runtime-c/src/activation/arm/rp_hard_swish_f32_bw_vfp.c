/* Gradient of HardSwish from its input, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.7. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_map.h"

/* s16 is 1/6, s17 1/3, s18 1/2, s19 1, s28 0; s20-s27 hold t, x becomes the slope. */
#define RP_HARD_SWISH_BW_SCALED(x, dy, t) "vmul.f32 s" #t ", s" #x ", s16\nvmul.f32 s" #x ", s" #x ", s17\n"
#define RP_HARD_SWISH_BW_SHIFTED(x, dy, t) "vadd.f32 s" #t ", s" #t ", s18\nvadd.f32 s" #x ", s" #x ", s18\n"
#define RP_HARD_SWISH_BW_ENDS(x, dy, t) \
    "vcmp.f32 s" #t ", #0\nvmrs APSR_nzcv, FPSCR\nit ls\nvmovls.f32 s" #x ", s28\nvcmp.f32 s" #t ", s19\nvmrs APSR_nzcv, FPSCR\nit ge\nvmovge.f32 s" #x ", s19\n"
#define RP_HARD_SWISH_BW_ALL_OF(ONE) ONE(0, 8, 20) ONE(1, 9, 21) ONE(2, 10, 22) ONE(3, 11, 23) ONE(4, 12, 24) ONE(5, 13, 25) ONE(6, 14, 26) ONE(7, 15, 27)
#define RP_HARD_SWISH_BW_GRADIENT(x, dy) "vmul.f32 s" #x ", s" #dy ", s" #x "\n"

RP_MAP_DEFINE_2(hard_swish_bw_blocks, RP_MAP_NOTHING, "vsub.f32 s28, s18, s18\n" RP_HARD_SWISH_BW_ALL_OF(RP_HARD_SWISH_BW_SCALED) RP_HARD_SWISH_BW_ALL_OF(RP_HARD_SWISH_BW_SHIFTED) RP_HARD_SWISH_BW_ALL_OF(RP_HARD_SWISH_BW_ENDS), RP_HARD_SWISH_BW_GRADIENT)

void rp_hard_swish_f32_bw_vfp(int32_t elements, int32_t n, const float *x, const float *dy, float *dx)
{
    static const float constants[4] = {RP_SIXTH, RP_THIRD, 0.5f, 1.0f};
    const int32_t count = elements * n;
    for (int32_t i = hard_swish_bw_blocks(count, constants, x, dy, dx); i < count; i++) {
        dx[i] = rp_hard_swish_gradient(x[i], dy[i]);
    }
}
