/* Gradient of Clip from its output, eight elements at a time on the FPU of a Cortex-M; docs/numerics.md N3.3. Where the lower bound is not below zero (ReLU6) the numbers
 * between the bounds are one range of bits; other bounds go by the formula. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp_gate.h"

RP_GATE_DEFINE(clip_bw_blocks, RP_GATE_AS_IT_IS, RP_GATE_REPLACE)

void rp_clip_f32_bw_vfp(int32_t elements, float lo, float hi, int32_t n, const float *y, const float *dy, float *dx)
{
    static const float constants[2] = {0.0f, 0.0f};
    const int32_t count = elements * n;
    int32_t i = 0;
    if (lo >= 0.0f && lo < hi) {
        const uint32_t first = rp_bits_of(lo + 0.0f) + 1; /* the sum makes -0 to +0 */
        const rp_gate between = {first, rp_bits_of(hi) - first};
        i = clip_bw_blocks(count, between, constants, y, dy, dx);
    }
    for (; i < count; i++) {
        dx[i] = rp_clip_gradient(y[i], dy[i], lo, hi);
    }
}
