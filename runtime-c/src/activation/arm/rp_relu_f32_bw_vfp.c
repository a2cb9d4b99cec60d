/* Gradient of ReLU from its output, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.1. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_gate.h"

RP_GATE_DEFINE(relu_bw_blocks, RP_GATE_AS_IT_IS, RP_GATE_REPLACE)

void rp_relu_f32_bw_vfp(int32_t elements, int32_t n, const float *y, const float *dy, float *dx)
{
    static const float constants[2] = {0.0f, 0.0f};
    const int32_t count = elements * n;
    for (int32_t i = relu_bw_blocks(count, rp_gate_positive(), constants, y, dy, dx); i < count; i++) {
        dx[i] = rp_relu_gradient(y[i], dy[i]);
    }
}
