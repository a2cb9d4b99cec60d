/* LeakyReLU, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.2. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_gate.h"

RP_GATE_DEFINE(leaky_relu_fw_blocks, RP_GATE_AS_IT_IS, RP_GATE_SCALE)

void rp_leaky_relu_f32_fw_vfp(int32_t elements, float alpha, int32_t n, const float *x, float *y)
{
    const float constants[2] = {alpha, 0.0f};
    const int32_t count = elements * n;
    for (int32_t i = leaky_relu_fw_blocks(count, rp_gate_not_negative(), constants, x, x, y); i < count; i++) {
        y[i] = rp_leaky_relu(x[i], alpha);
    }
}
