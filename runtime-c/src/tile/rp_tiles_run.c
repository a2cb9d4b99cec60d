/* Tiles one after the other: while the team computes one, the DMA stores what the one before has made and loads what the next one needs. */
#include "rp_tiles.h"

#include "rp_dma.h"
#include "rp_parallel.h"
#include "rp_tile_far.h"
#include "rp_tile_walk.h"

#include <stdbool.h>
#include <string.h>

/* A block of an operand in L1. */
typedef struct {
    uint32_t block; /* RP_TILE_NONE: nothing yet */
    int32_t sample;
    uint32_t buffer;
} tile_place;

/* A block that has to go back to L2. */
typedef struct {
    uint32_t operand;
    tile_place place;
} tile_leaving;

typedef struct {
    const rp_tile_plan *plan;
    int32_t samples;
    rp_tile_at at;
    tile_place places[RP_TILE_OPERANDS];
    tile_leaving leaving[2 * RP_TILE_OPERANDS];
    uint32_t leaving_count;
    uint32_t taken; /* bit for each operand: a block came from its stage */
    rp_tile_far far[RP_TILE_OPERANDS];
} tile_run;

static bool tile_is_stored(const rp_tile_operand *o)
{
    return o->access == RP_TILE_WRITE || o->access == RP_TILE_UPDATE;
}

static uint8_t *tile_l2(const rp_tile_operand *o, const rp_tile_block *b, int32_t sample)
{
    return (uint8_t *)o->base + (uint32_t)sample * o->sample + b->offset;
}

static rp_dma_block tile_l1(const tile_run *s, const rp_tile_operand *o, const rp_tile_block *b, uint32_t buffer)
{
    return (rp_dma_block){s->plan->arena + o->l1 + buffer * o->buffer_bytes, b->bytes, b->rows, b->stride};
}

/* The operand moves on to another block: loads it, and remembers the one it leaves. */
static void tile_change(tile_run *s, uint32_t number, uint32_t block, int32_t sample)
{
    const rp_tile_operand *o = &s->plan->operands[number];
    tile_place *here = &s->places[number];
    if (here->block != RP_TILE_NONE) {
        if (tile_is_stored(o)) {
            s->leaving[s->leaving_count++] = (tile_leaving){number, *here};
        }
        here->buffer = here->buffer + 1 == o->buffers ? 0 : here->buffer + 1;
    }
    here->block = block;
    here->sample = sample;
    if (o->access == RP_TILE_READ || o->access == RP_TILE_UPDATE) {
        const rp_tile_block *b = &s->plan->blocks[block];
        rp_dma_block to = tile_l1(s, o, b, here->buffer);
        if (o->stage == NULL) {
            rp_dma_load(&to, tile_l2(o, b, sample));
        } else {
            s->taken |= 1U << number;
            to.stride = to.bytes;
            rp_dma_load(&to, rp_tile_far_next(&s->far[number], o));
        }
    }
}

/* Makes the job of the present tile, and begins to load what it needs. */
static void tile_prepare(tile_run *s, rp_tile_job *job)
{
    const rp_tile_plan *plan = s->plan;
    const rp_tile *tile = &plan->tiles[s->at.tile];
    for (uint32_t number = 0; number < plan->operand_count; number++) {
        const rp_tile_operand *o = &plan->operands[number];
        const uint32_t block = tile->block[number];
        const int32_t sample = o->sample == 0 ? 0 : s->at.sample;
        if (block == RP_TILE_NONE) {
            job->operand[number] = NULL;
        } else if (o->access == RP_TILE_RESIDENT) {
            job->operand[number] = tile_l2(o, &plan->blocks[block], sample);
        } else {
            const tile_place *here = &s->places[number];
            if (block != here->block || sample != here->sample) {
                tile_change(s, number, block, sample);
            }
            job->operand[number] = plan->arena + o->l1 + here->buffer * o->buffer_bytes;
        }
    }
    memcpy(job->shape, tile->shape, plan->shape_bytes);
}

static void tile_store(tile_run *s, const tile_leaving *leaving)
{
    const rp_tile_operand *o = &s->plan->operands[leaving->operand];
    const rp_tile_block *b = &s->plan->blocks[leaving->place.block];
    rp_dma_block from = tile_l1(s, o, b, leaving->place.buffer);
    if (o->stage == NULL) {
        rp_dma_store(&from, tile_l2(o, b, leaving->place.sample));
    } else {
        from.stride = from.bytes;
        rp_dma_store(&from, rp_tile_far_leave(&s->far[leaving->operand], o));
    }
}

/* What the tile before the present one has left; the present one computes meanwhile. */
static void tile_store_left(tile_run *s)
{
    for (uint32_t i = 0; i < s->leaving_count; i++) {
        tile_store(s, &s->leaving[i]);
    }
}

/* All copies between L1 and the stages are done, those of the first `stored` blocks that leave among them. */
static void tile_stages_on(tile_run *s, uint32_t stored)
{
    const rp_tile_plan *plan = s->plan;
    for (uint32_t number = 0; s->taken >> number != 0; number++) {
        if ((s->taken >> number & 1U) != 0) {
            rp_tile_far_taken(&s->far[number], plan, s->samples, number);
        }
    }
    s->taken = 0;
    for (uint32_t i = 0; i < stored; i++) {
        const tile_leaving *l = &s->leaving[i];
        if (plan->operands[l->operand].stage != NULL) {
            rp_tile_far_left(&s->far[l->operand], &plan->operands[l->operand], &plan->blocks[l->place.block]);
        }
    }
    s->leaving_count -= stored;
    for (uint32_t i = 0; stored > 0 && i < s->leaving_count; i++) {
        s->leaving[i] = s->leaving[i + stored];
    }
}

/* The blocks in which the last tile was. */
static void tile_store_rest(tile_run *s)
{
    for (uint32_t number = 0; number < s->plan->operand_count; number++) {
        if (tile_is_stored(&s->plan->operands[number]) && s->places[number].block != RP_TILE_NONE) {
            s->leaving[s->leaving_count++] = (tile_leaving){number, s->places[number]};
        }
    }
    const rp_dma group = rp_dma_begin();
    tile_store_left(s);
    rp_dma_end(group);
    tile_stages_on(s, s->leaving_count);
    for (uint32_t number = 0; number < s->plan->operand_count; number++) {
        if (s->plan->operands[number].stage != NULL) {
            rp_tile_far_end(&s->far[number]);
        }
    }
}

void rp_tiles_run(const rp_tile_plan *plan, int32_t n)
{
    if (n <= 0 || plan->groups == 0) {
        return;
    }
    tile_run s;
    s.plan = plan;
    s.samples = n;
    s.at = (rp_tile_at){0, 0, 0};
    s.leaving_count = 0;
    s.taken = 0;
    for (uint32_t number = 0; number < plan->operand_count; number++) {
        s.places[number] = (tile_place){RP_TILE_NONE, 0, 0};
        if (plan->operands[number].stage != NULL) {
            rp_tile_far_begin(&s.far[number], plan, n, number);
        }
    }
    rp_tile_job *job = (rp_tile_job *)(void *)plan->arena;
    rp_tile_job *other = job + 1;
    rp_dma group = rp_dma_begin();
    tile_prepare(&s, job);
    rp_dma_end(group);
    tile_stages_on(&s, 0);
    for (bool more = true; more;) {
        rp_fork_begin(plan->work, job);
        group = rp_dma_begin();
        const uint32_t stored = s.leaving_count;
        tile_store_left(&s);
        more = rp_tile_next(plan, n, &s.at);
        if (more) {
            tile_prepare(&s, other);
        }
        rp_fork_end();
        rp_dma_end(group);
        tile_stages_on(&s, stored);
        rp_tile_job *done = job;
        job = other;
        other = done;
    }
    tile_store_rest(&s);
}
