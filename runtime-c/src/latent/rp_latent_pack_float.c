/* Codes of 8 bits -> a slot of little-endian binary32; docs/numerics.md N7.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_bits.h"

void rp_latent_pack_float(int32_t elements, float scale, float offset, const uint8_t *q8, uint8_t *slot)
{
    for (int32_t i = 0; i < elements; i++) {
        uint32_t bits = rp_bits_of((float)q8[i] * scale + offset);
        slot[4 * i] = (uint8_t)(bits & 0xffu);
        slot[4 * i + 1] = (uint8_t)((bits >> 8) & 0xffu);
        slot[4 * i + 2] = (uint8_t)((bits >> 16) & 0xffu);
        slot[4 * i + 3] = (uint8_t)(bits >> 24);
    }
}
