/* A slot of little-endian binary32 -> binary32; docs/numerics.md N7.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_bits.h"

void rp_latent_unpack_float(int32_t elements, const uint8_t *slot, float *x)
{
    for (int32_t i = 0; i < elements; i++) {
        const uint8_t *bytes = slot + 4 * i;
        x[i] = rp_float_of((uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24);
    }
}
