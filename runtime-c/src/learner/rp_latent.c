/* Latents: from the frozen stage to packed slots to the floats that the adaptive stage takes (docs/numerics.md, N7). */
#include "rp_far.h"
#include "rp_learner.h"
#include "rp_passes.h"
#include "rp_profile.h"

const uint8_t *rp_latent_make(void)
{
    const uint8_t *codes = rp_model_frozen();
    RP_PROFILED(RP_PROFILE_PACK, rp_pass_pack(codes, rp_staging));
    return rp_staging;
}

void rp_latent_place(const uint8_t *packed, uint32_t sample)
{
    float *latent = rp_model_latent((int32_t)sample);
    packed = rp_far_view(packed, RP_SLOT_BYTES);
    RP_PROFILED(RP_PROFILE_UNPACK, rp_pass_unpack(packed, latent));
}
