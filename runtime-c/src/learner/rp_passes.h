/* What a learner does with whole arrays itself. Where the compiler has left room in L1 (RP_TILE_ARENA_BYTES), the team does it in chunks (learner_team/rp_passes_team.c);
 * elsewhere these are the kernels, called as ever. */
#ifndef RP_PASSES_H
#define RP_PASSES_H

#include "reprise.h"
#include "rp_model.h"

#ifdef RP_TILE_ARENA_BYTES

/* values = +0. */
void rp_pass_clear(float *values, int32_t count);

/* As the kernels of these updates, on arrays in L2. */
void rp_pass_sgd(int32_t count, float rate, float decay, const float *gradient, float *weight);
void rp_pass_momentum(int32_t count, float rate, float decay, float mu, const float *gradient, float *momentum, float *weight);
void rp_pass_nesterov(int32_t count, float rate, float decay, float mu, const float *gradient, float *momentum, float *weight);

/* N7: RP_LATENT_ELEMENTS codes of 8 bits to a slot, and a slot to floats. */
void rp_pass_pack(const uint8_t *codes, uint8_t *slot);
void rp_pass_unpack(const uint8_t *slot, float *latent);

#else

#include "rp_far.h"
#include "rp_kernels_f32.h"

static inline void rp_pass_clear(float *values, int32_t count)
{
    rp_far_zero(values, (uint32_t)count * (uint32_t)sizeof *values);
}

static inline void rp_pass_sgd(int32_t count, float rate, float decay, const float *gradient, float *weight)
{
    rp_sgd_f32(count, rate, decay, gradient, weight);
}

static inline void rp_pass_momentum(int32_t count, float rate, float decay, float mu, const float *gradient, float *momentum, float *weight)
{
    rp_sgd_momentum_f32(count, rate, decay, mu, gradient, momentum, weight);
}

static inline void rp_pass_nesterov(int32_t count, float rate, float decay, float mu, const float *gradient, float *momentum, float *weight)
{
    rp_sgd_nesterov_f32(count, rate, decay, mu, gradient, momentum, weight);
}

static inline void rp_pass_pack(const uint8_t *codes, uint8_t *slot)
{
#if RP_LATENT_BITS == 32
    rp_latent_pack_float(RP_LATENT_ELEMENTS, RP_LATENT_SCALE, RP_LATENT_OFFSET, codes, slot);
#else
    rp_latent_pack(RP_LATENT_ELEMENTS, RP_LATENT_BITS, codes, slot);
#endif
}

static inline void rp_pass_unpack(const uint8_t *slot, float *latent)
{
#if RP_LATENT_BITS == 32
    rp_latent_unpack_float(RP_LATENT_ELEMENTS, slot, latent);
#else
    rp_latent_unpack_f32(RP_LATENT_ELEMENTS, RP_LATENT_BITS, RP_LATENT_SCALE, RP_LATENT_OFFSET, slot, latent);
#endif
}

#endif

#endif
