/* A slot of little-endian binary32 -> binary32; docs/numerics.md N7.4. */
#include "rp_kernels_f32.h"

#include <string.h>

void rp_latent_unpack_float(int32_t elements, const uint8_t *slot, float *x)
{
    memcpy(x, slot, 4U * (size_t)elements); /* all targets are little-endian */
}
