/* Latents: from the frozen stage to packed slots to the floats that the adaptive stage takes (docs/numerics.md, N7). */
#include "rp_far.h"
#include "rp_kernels_f32.h"
#include "rp_learner.h"
#include "rp_profile.h"

const uint8_t *rp_latent_make(void)
{
    const uint8_t *codes = rp_model_frozen();
#if RP_LATENT_BITS == 32
    RP_PROFILED(RP_PROFILE_PACK, rp_latent_pack_float(RP_LATENT_ELEMENTS, RP_LATENT_SCALE, RP_LATENT_OFFSET, codes, rp_staging));
#else
    RP_PROFILED(RP_PROFILE_PACK, rp_latent_pack(RP_LATENT_ELEMENTS, RP_LATENT_BITS, codes, rp_staging));
#endif
    return rp_staging;
}

void rp_latent_place(const uint8_t *packed, uint32_t sample)
{
    float *latent = rp_model_latent((int32_t)sample);
    packed = rp_far_view(packed, RP_SLOT_BYTES);
#if RP_LATENT_BITS == 32
    RP_PROFILED(RP_PROFILE_UNPACK, rp_latent_unpack_float(RP_LATENT_ELEMENTS, packed, latent));
#else
    RP_PROFILED(RP_PROFILE_UNPACK, rp_latent_unpack_f32(RP_LATENT_ELEMENTS, RP_LATENT_BITS, RP_LATENT_SCALE, RP_LATENT_OFFSET, packed, latent));
#endif
}
