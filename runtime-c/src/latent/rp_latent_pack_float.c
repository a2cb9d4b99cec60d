/* Codes of 8 bits -> a slot of little-endian binary32; docs/numerics.md N7.4. */
#include "rp_kernels_f32.h"

#include "internal/rp_bits.h"
#include "internal/rp_dequantize.h"
#include "internal/rp_words.h"

void rp_latent_pack_float(int32_t elements, float scale, float offset, const uint8_t *q8, uint8_t *slot)
{
    int32_t i = 0;
    for (; i + 4 <= elements; i += 4) {
        float x[4];
        rp_dequantize_4(q8[i], q8[i + 1], q8[i + 2], q8[i + 3], scale, offset, x);
        memcpy(slot + 4 * i, x, sizeof x);
    }
    for (; i < elements; i++) {
        rp_put_word(slot + 4 * i, rp_bits_of((float)q8[i] * scale + offset));
    }
}
