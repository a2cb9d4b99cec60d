/* Gradient of HardSigmoid from its output, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.6. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_gate.h"

RP_GATE_DEFINE(hard_sigmoid_bw_blocks, RP_GATE_TIMES, RP_GATE_REPLACE)

void rp_hard_sigmoid_f32_bw_vfp(int32_t elements, float alpha, int32_t n, const float *y, const float *dy, float *dx)
{
    const float constants[2] = {0.0f, alpha};
    const rp_gate between = {1, 0x3f800000U - 1}; /* 0 < y < 1 */
    const int32_t count = elements * n;
    for (int32_t i = hard_sigmoid_bw_blocks(count, between, constants, y, dy, dx); i < count; i++) {
        dx[i] = rp_hard_sigmoid_gradient(y[i], dy[i], alpha);
    }
}
