/* A slot of Q-bit codes -> binary32; docs/numerics.md N7.2, N7.3: product and sum round separately. */
#include "rp_kernels_f32.h"

void rp_latent_unpack_f32(int32_t elements, int32_t bits, float scale, float offset, const uint8_t *slot, float *x)
{
    uint32_t mask = ((uint32_t)1 << bits) - 1u;
    uint32_t pending = 0; /* bits read and not yet used, `held` of them */
    int32_t held = 0;
    for (int32_t i = 0; i < elements; i++) {
        if (held < bits) {
            pending |= (uint32_t)*slot++ << held;
            held += 8;
        }
        x[i] = (float)(pending & mask) * scale + offset;
        pending >>= bits;
        held -= bits;
    }
}
