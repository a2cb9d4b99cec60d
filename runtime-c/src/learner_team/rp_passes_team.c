/* The learner's passes over whole arrays, by the team of a cluster, in chunks that pass through L1. */
#include "learner/rp_far.h"
#include "learner/rp_passes.h"

#include "rp_kernels_f32.h"
#include "rp_kernels_xpulp.h"
#include "rp_parallel.h"
#include "rp_stream.h"

#include <stdbool.h>
#include <stddef.h>

/* Fewer elements are done sooner by the one core here, where they lie. */
enum { PASS_LEAST = 24 };

/* Of an update; lies in L2, read once by a core and chunk. */
typedef struct {
    float rate, decay, momentum;
} pass_constants;

static void sgd_chunk(void *argument)
{
    const rp_stream_chunk *c = argument;
    const pass_constants *k = c->constants;
    rp_sgd_f32_xpulp(rp_team_share(), c->elements, k->rate, k->decay, c->array[0], c->array[1]);
}

static void momentum_chunk(void *argument)
{
    const rp_stream_chunk *c = argument;
    const pass_constants *k = c->constants;
    rp_sgd_momentum_f32_xpulp(rp_team_share(), c->elements, k->rate, k->decay, k->momentum, c->array[0], c->array[1], c->array[2]);
}

static void nesterov_chunk(void *argument)
{
    const rp_stream_chunk *c = argument;
    const pass_constants *k = c->constants;
    rp_sgd_nesterov_f32_xpulp(rp_team_share(), c->elements, k->rate, k->decay, k->momentum, c->array[0], c->array[1], c->array[2]);
}

/* momentum: NULL where there is none. */
static void pass_update(void (*work)(void *), int32_t count, const pass_constants *constants, const float *gradient, float *momentum, float *weight)
{
    const rp_stream_array weights = {weight, sizeof(float), RP_STREAM_UPDATE};
    const rp_stream_array momenta = {momentum, sizeof(float), RP_STREAM_UPDATE};
    const bool two = momentum == NULL;
    const rp_stream stream = {work, constants, count, 1, two ? 2 : 3, {{(void *)gradient, sizeof(float), RP_STREAM_READ}, two ? weights : momenta, weights}};
    rp_stream_run(&stream, tile_arena, RP_TILE_ARENA_BYTES);
}

void rp_pass_sgd(int32_t count, float rate, float decay, const float *gradient, float *weight)
{
    const pass_constants constants = {rate, decay, 0.0f};
    if (count < PASS_LEAST) {
        rp_sgd_f32(count, rate, decay, gradient, weight);
    } else {
        pass_update(sgd_chunk, count, &constants, gradient, NULL, weight);
    }
}

void rp_pass_momentum(int32_t count, float rate, float decay, float mu, const float *gradient, float *momentum, float *weight)
{
    const pass_constants constants = {rate, decay, mu};
    if (count < PASS_LEAST) {
        rp_sgd_momentum_f32(count, rate, decay, mu, gradient, momentum, weight);
    } else {
        pass_update(momentum_chunk, count, &constants, gradient, momentum, weight);
    }
}

void rp_pass_nesterov(int32_t count, float rate, float decay, float mu, const float *gradient, float *momentum, float *weight)
{
    const pass_constants constants = {rate, decay, mu};
    if (count < PASS_LEAST) {
        rp_sgd_nesterov_f32(count, rate, decay, mu, gradient, momentum, weight);
    } else {
        pass_update(nesterov_chunk, count, &constants, gradient, momentum, weight);
    }
}

void rp_pass_clear(float *values, int32_t count)
{
    const uint32_t bytes = (uint32_t)count * (uint32_t)sizeof *values;
    if (rp_l3_holds(values)) {
        rp_far_zero(values, bytes);
    } else {
        rp_stream_clear(values, bytes, tile_arena, RP_TILE_ARENA_BYTES);
    }
}

/* Eight codes of Q bits are Q bytes. */
enum { PASS_UNIT = 8, PASS_SLOT_BYTES = RP_LATENT_BITS, PASS_FLOAT_BYTES = PASS_UNIT * (int32_t)sizeof(float) };

static void pack_chunk(void *argument)
{
    const rp_stream_chunk *c = argument;
#if RP_LATENT_BITS == 32
    rp_latent_pack_float_xpulp(rp_team_share(), c->elements, RP_LATENT_SCALE, RP_LATENT_OFFSET, c->array[0], c->array[1]);
#else
    rp_latent_pack_xpulp(rp_team_share(), c->elements, RP_LATENT_BITS, c->array[0], c->array[1]);
#endif
}

void rp_pass_pack(const uint8_t *codes, uint8_t *slot)
{
    const rp_stream stream = {
        pack_chunk, NULL, RP_LATENT_ELEMENTS, PASS_UNIT, 2, {{(void *)codes, PASS_UNIT, RP_STREAM_READ}, {slot, PASS_SLOT_BYTES, RP_STREAM_WRITE}}};
    rp_stream_run(&stream, tile_arena, RP_TILE_ARENA_BYTES);
}

static void unpack_chunk(void *argument)
{
    const rp_stream_chunk *c = argument;
#if RP_LATENT_BITS == 32
    rp_latent_unpack_float_xpulp(rp_team_share(), c->elements, c->array[0], c->array[1]);
#else
    rp_latent_unpack_f32_xpulp(rp_team_share(), c->elements, RP_LATENT_BITS, RP_LATENT_SCALE, RP_LATENT_OFFSET, c->array[0], c->array[1]);
#endif
}

void rp_pass_unpack(const uint8_t *slot, float *latent)
{
    const rp_stream stream = {
        unpack_chunk, NULL, RP_LATENT_ELEMENTS, PASS_UNIT, 2, {{(void *)slot, PASS_SLOT_BYTES, RP_STREAM_READ}, {latent, PASS_FLOAT_BYTES, RP_STREAM_WRITE}}};
    rp_stream_run(&stream, tile_arena, RP_TILE_ARENA_BYTES);
}
