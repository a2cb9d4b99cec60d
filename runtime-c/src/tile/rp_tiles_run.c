/* Tiles one after the other: while the team computes one, the DMA stores what the one before has made and loads what the next one needs. The tables lie in L2, far away: what is
 * looked at for every tile is copied to L1 first, and what tells of a tile is read one tile earlier, when the copies are under way. */
#include "rp_tiles.h"

#include "rp_dma.h"
#include "rp_parallel.h"
#include "rp_tile_far.h"
#include "rp_tile_walk.h"

#include <stdbool.h>
#include <string.h>

/* The way of a block between L1 and L2. */
typedef struct {
    rp_dma_block l1;
    void *l2;
} tile_move;

/* The block that an operand has in L1. */
typedef struct {
    uint32_t block; /* RP_TILE_NONE: nothing yet */
    int32_t sample;
    uint32_t buffer;
    tile_move move;
} tile_place;

/* A block to be stored. */
typedef struct {
    tile_move move;
    uint32_t operand, block; /* of operands in L3 */
    bool far;
} tile_leaving;

/* A call under way. */
typedef struct {
    rp_tile_plan plan;
    rp_tile_operand operands[RP_TILE_OPERANDS];
    int32_t samples;
    rp_tile_at at;
    uint32_t late;  /* operands, as bits, whose first block is still to be loaded */
    uint32_t taken; /* that have got a block from their stage */
    tile_place places[RP_TILE_OPERANDS];
} tile_run;

/* The iteration behind the one that is prepared. */
typedef struct {
    bool there;
    rp_tile_at at;
    rp_tile tile;
    rp_tile_block blocks[RP_TILE_OPERANDS]; /* of operands that get another one then, and of resident ones */
} tile_ahead;

/* At the start of the arena. */
typedef struct {
    tile_run runs[2]; /* a call, and the one behind it */
    rp_tile_job jobs[2];
    const void *shapes[2]; /* that the jobs hold */
    tile_ahead ahead;
    tile_leaving leaving[2 * RP_TILE_OPERANDS];
    uint32_t leaving_count;
    uint32_t run, job; /* the present ones */
} tile_state;

typedef char tile_state_fits[sizeof(tile_state) <= RP_TILE_STATE_BYTES ? 1 : -1];

/* The plan in runs[run] whose first tile the call before has prepared; NULL: none. */
static const rp_tile_plan *tile_prepared;

/* Of the call that runs. */
static rp_tile_far tile_far[RP_TILE_OPERANDS];

static bool tile_is_loaded(const rp_tile_operand *o)
{
    return o->access == RP_TILE_READ || o->access == RP_TILE_UPDATE;
}

static bool tile_is_stored(const rp_tile_operand *o)
{
    return o->access == RP_TILE_WRITE || o->access == RP_TILE_UPDATE;
}

static void tile_load(tile_run *s, uint32_t number)
{
    const tile_move *move = &s->places[number].move;
    if (s->operands[number].stage == NULL) {
        rp_dma_load(&move->l1, move->l2);
    } else {
        rp_dma_block to = move->l1;
        to.stride = to.bytes;
        s->taken |= 1U << number;
        rp_dma_load(&to, rp_tile_far_next(&tile_far[number], &s->operands[number]));
    }
}

static void tile_leave(tile_state *state, const tile_run *s, uint32_t number)
{
    const tile_place *here = &s->places[number];
    state->leaving[state->leaving_count++] = (tile_leaving){here->move, number, here->block, s->operands[number].stage != NULL};
}

/* The operand moves on to another block: loads it if that is allowed now, and remembers to store the one it leaves. */
static void tile_change(tile_state *state, tile_run *s, uint32_t number, int32_t sample, bool now)
{
    const rp_tile_operand *o = &s->operands[number];
    const rp_tile_block *b = &state->ahead.blocks[number];
    tile_place *here = &s->places[number];
    if (here->block != RP_TILE_NONE) {
        if (tile_is_stored(o)) {
            tile_leave(state, s, number);
        }
        here->buffer = here->buffer + 1 == o->buffers ? 0 : here->buffer + 1;
    }
    here->block = state->ahead.tile.block[number];
    here->sample = sample;
    here->move.l1 = (rp_dma_block){s->plan.arena + o->l1 + here->buffer * o->buffer_bytes, b->bytes, b->rows, b->stride};
    here->move.l2 = (uint8_t *)o->base + (uint32_t)sample * o->sample + b->offset;
    if (tile_is_loaded(o)) {
        if (now) {
            tile_load(s, number);
        } else {
            s->late |= 1U << number;
        }
    }
}

/* Of an iteration; 0 where all samples share the operand. */
static int32_t tile_sample(const rp_tile_operand *o, const rp_tile_at *at)
{
    return o->sample == 0 ? 0 : at->sample;
}

/* Reads what tells of the iteration `ahead.at`. */
static void tile_look(tile_ahead *ahead, const tile_run *s)
{
    ahead->tile = s->plan.tiles[ahead->at.tile];
    for (uint32_t number = 0; number < s->plan.operand_count; number++) {
        const rp_tile_operand *o = &s->operands[number];
        const uint32_t block = ahead->tile.block[number];
        if (block != RP_TILE_NONE && (block != s->places[number].block || tile_sample(o, &ahead->at) != s->places[number].sample)) {
            ahead->blocks[number] = s->plan.blocks[block];
        }
    }
}

/* From the iteration that is prepared on to the next one, if there is one. */
static void tile_look_ahead(tile_ahead *ahead, const tile_run *s)
{
    ahead->at = s->at;
    ahead->there = rp_tile_next(&s->plan, s->samples, &ahead->at);
    if (ahead->there) {
        tile_look(ahead, s);
    }
}

/* Makes the other job that of the iteration ahead, and begins to load what it needs of the operands in `allowed`. */
static void tile_prepare(tile_state *state, tile_run *s, uint32_t allowed)
{
    const rp_tile *tile = &state->ahead.tile;
    const uint32_t other = state->job ^ 1U;
    s->at = state->ahead.at;
    rp_tile_job *job = &state->jobs[other];
    for (uint32_t number = 0; number < s->plan.operand_count; number++) {
        const rp_tile_operand *o = &s->operands[number];
        const uint32_t block = tile->block[number];
        const int32_t sample = tile_sample(o, &s->at);
        tile_place *here = &s->places[number];
        if (block == RP_TILE_NONE) {
            job->operand[number] = NULL;
        } else if (o->access == RP_TILE_RESIDENT) {
            job->operand[number] = (uint8_t *)o->base + (uint32_t)sample * o->sample + state->ahead.blocks[number].offset;
        } else {
            if (block != here->block || sample != here->sample) {
                tile_change(state, s, number, sample, (allowed >> number & 1U) != 0);
            }
            job->operand[number] = here->move.l1.l1;
        }
    }
    if (state->shapes[other] != tile->shape) {
        memcpy(job->shape, tile->shape, s->plan.shape_bytes);
        state->shapes[other] = tile->shape;
    }
}

/* Prepares the first tile of a call. */
static void tile_start(tile_state *state, tile_run *s, const rp_tile_plan *plan, int32_t samples, uint32_t allowed)
{
    s->plan = *plan;
    memcpy(s->operands, s->plan.operands, s->plan.operand_count * sizeof *s->operands);
    s->samples = samples;
    s->late = 0;
    s->taken = 0;
    for (uint32_t number = 0; number < s->plan.operand_count; number++) {
        s->places[number].block = RP_TILE_NONE;
        s->places[number].buffer = 0;
    }
    state->ahead.at = (rp_tile_at){0, 0, 0};
    tile_look(&state->ahead, s);
    tile_prepare(state, s, allowed);
}

/* What the tile before the present one has made. */
static void tile_store_left(tile_state *state, const tile_run *s)
{
    for (uint32_t i = 0; i < state->leaving_count; i++) {
        const tile_leaving *l = &state->leaving[i];
        if (l->far) {
            rp_dma_block from = l->move.l1;
            from.stride = from.bytes;
            rp_dma_store(&from, rp_tile_far_leave(&tile_far[l->operand], &s->operands[l->operand]));
        } else {
            rp_dma_store(&l->move.l1, l->move.l2);
        }
    }
}

/* All copies between L1 and L2 are done, those of the first `stored` blocks that leave among them. */
static void tile_moved(tile_state *state, tile_run *s, uint32_t stored)
{
    for (uint32_t number = 0; s->taken >> number != 0; number++) {
        if ((s->taken >> number & 1U) != 0) {
            rp_tile_far_taken(&tile_far[number], &s->plan, s->samples, number);
        }
    }
    s->taken = 0;
    for (uint32_t i = 0; i < stored; i++) {
        const tile_leaving *l = &state->leaving[i];
        if (l->far) {
            rp_tile_far_left(&tile_far[l->operand], &s->operands[l->operand], &s->plan.blocks[l->block]);
        }
    }
    state->leaving_count -= stored;
    for (uint32_t i = 0; stored > 0 && i < state->leaving_count; i++) {
        state->leaving[i] = state->leaving[i + stored];
    }
}

static void tile_load_late(tile_state *state, tile_run *s)
{
    const rp_dma group = rp_dma_begin();
    for (uint32_t number = 0; number < s->plan.operand_count; number++) {
        if (s->operands[number].stage != NULL) {
            rp_tile_far_begin(&tile_far[number], &s->plan, s->samples, number);
        }
        if ((s->late >> number & 1U) != 0) {
            tile_load(s, number);
        }
    }
    s->late = 0;
    rp_dma_end(group);
    tile_moved(state, s, 0);
}

/* The first tile of `plan` in L1, as the present job. */
static tile_run *tile_open(tile_state *state, const rp_tile_plan *plan, int32_t n)
{
    if (tile_prepared != plan) {
        state->leaving_count = 0;
        state->run = 0;
        state->job = 0;
        state->shapes[0] = NULL;
        state->shapes[1] = NULL;
        tile_start(state, &state->runs[0], plan, n, 0);
        state->job = 1;
    }
    tile_prepared = NULL;
    tile_run *s = &state->runs[state->run];
    if (s->late != 0) {
        tile_load_late(state, s);
    }
    return s;
}

/* What the last tile has made goes where it belongs. */
static void tile_close(tile_state *state, tile_run *s)
{
    const rp_dma group = rp_dma_begin();
    tile_store_left(state, s);
    rp_dma_end(group);
    tile_moved(state, s, state->leaving_count);
    for (uint32_t number = 0; number < s->plan.operand_count; number++) {
        if (s->operands[number].stage != NULL) {
            rp_tile_far_end(&tile_far[number]);
        }
    }
}

void rp_tiles_run(const rp_tile_plan *plan, int32_t n)
{
    if (n <= 0) {
        return;
    }
    tile_state *state = (tile_state *)(void *)plan->arena;
    tile_run *s = tile_open(state, plan, n);
    const rp_tile_plan *next = s->plan.next;
    bool looked = false;
    for (bool more = true; more;) {
        rp_fork_begin(s->plan.work, &state->jobs[state->job]);
        const rp_dma group = rp_dma_begin();
        const uint32_t stored = state->leaving_count;
        tile_store_left(state, s);
        if (!looked) {
            tile_look_ahead(&state->ahead, s);
            looked = true;
        }
        more = state->ahead.there;
        if (more) {
            tile_prepare(state, s, ~0U);
            tile_look_ahead(&state->ahead, s);
        } else if (next != NULL) {
            tile_start(state, &state->runs[state->run ^ 1U], next, n, next->early);
        }
        rp_fork_end();
        rp_dma_end(group);
        tile_moved(state, s, stored);
        state->job ^= 1U;
    }
    for (uint32_t number = 0; number < s->plan.operand_count; number++) {
        if (tile_is_stored(&s->operands[number]) && s->places[number].block != RP_TILE_NONE) {
            tile_leave(state, s, number);
        }
    }
    if (s->plan.leaves == 0) {
        tile_close(state, s);
    }
    if (next != NULL) {
        tile_prepared = next;
        state->run ^= 1U;
    }
}
