/* Blocks of operands that lie in L3 pass through a stage in L2: two buffers for those that come, and two for those that go. What comes is read as soon as a buffer of the stage is free,
 * long before a tile needs it; what goes is written behind. All samples share such an operand. */
#ifndef RP_TILE_FAR_H
#define RP_TILE_FAR_H

#include "rp_l3.h"
#include "rp_tile_walk.h"

enum { RP_TILE_STAGED = 2 };

/* An operand's blocks in turn. */
typedef struct {
    rp_tile_at at;   /* where the block is used that was read last, or where the search for the next one has come to */
    uint32_t block;  /* that block */
    bool more;
    uint32_t read, taken, left, wrote; /* blocks so far: from L3, from the stage, back to the stage, to L3 */
    rp_l3 reading[RP_TILE_STAGED], writing[RP_TILE_STAGED];
    bool written[RP_TILE_STAGED]; /* `writing` has not been waited for */
} rp_tile_far;

static inline rp_l3_block far_rows(const rp_tile_block *b, uint8_t *stage)
{
    return (rp_l3_block){.l2 = stage, .bytes = b->bytes, .rows = b->rows, .stride = b->stride};
}

static inline bool far_comes(const rp_tile_operand *o)
{
    return o->access != RP_TILE_WRITE;
}

/* Finds the next block, if there is one, and begins to read it. */
static inline void far_read(rp_tile_far *far, const rp_tile_plan *plan, int32_t samples, uint32_t number)
{
    const rp_tile_operand *o = &plan->operands[number];
    uint32_t block = plan->tiles[far->at.tile].block[number];
    while (far->more && (block == RP_TILE_NONE || block == far->block)) {
        far->more = rp_tile_next(plan, samples, &far->at);
        if (far->more) {
            block = plan->tiles[far->at.tile].block[number];
        }
    }
    if (!far->more) {
        return;
    }
    const uint32_t buffer = far->read % RP_TILE_STAGED;
    const rp_tile_block *b = &plan->blocks[block];
    const rp_l3_block rows = far_rows(b, o->stage + buffer * o->buffer_bytes);
    far->reading[buffer] = rp_l3_begin();
    rp_l3_read(&rows, (const uint8_t *)o->base + b->offset);
    far->block = block;
    far->read++;
}

/* Begins to read the first blocks of operand `number`, which lies in L3. */
static inline void rp_tile_far_begin(rp_tile_far *far, const rp_tile_plan *plan, int32_t samples, uint32_t number)
{
    *far = (rp_tile_far){.block = RP_TILE_NONE, .more = far_comes(&plan->operands[number])};
    for (uint32_t i = 0; i < RP_TILE_STAGED; i++) {
        far_read(far, plan, samples, number);
    }
}

/* The stage's buffer with the next block, once it has come. */
static inline uint8_t *rp_tile_far_next(rp_tile_far *far, const rp_tile_operand *o)
{
    const uint32_t buffer = far->taken % RP_TILE_STAGED;
    rp_l3_end(far->reading[buffer]);
    return o->stage + buffer * o->buffer_bytes;
}

/* The buffer that rp_tile_far_next returned last has been copied: what comes next may go there. */
static inline void rp_tile_far_taken(rp_tile_far *far, const rp_tile_plan *plan, int32_t samples, uint32_t number)
{
    far->taken++;
    far_read(far, plan, samples, number);
}

/* Those that go have their buffers behind those for what comes. */
static inline uint8_t *far_way_out(const rp_tile_operand *o, uint32_t buffer)
{
    return o->stage + ((far_comes(o) ? RP_TILE_STAGED : 0U) + buffer) * o->buffer_bytes;
}

/* A buffer of the stage for a block that leaves, */
static inline uint8_t *rp_tile_far_leave(rp_tile_far *far, const rp_tile_operand *o)
{
    const uint32_t buffer = far->left % RP_TILE_STAGED;
    if (far->written[buffer]) {
        rp_l3_end(far->writing[buffer]);
        far->written[buffer] = false;
    }
    far->left++;
    return far_way_out(o, buffer);
}

/* which has been copied there: begins to write it to L3. Once for each block, in the order in which they leave. */
static inline void rp_tile_far_left(rp_tile_far *far, const rp_tile_operand *o, const rp_tile_block *block)
{
    const uint32_t buffer = far->wrote % RP_TILE_STAGED;
    const rp_l3_block rows = far_rows(block, far_way_out(o, buffer));
    far->writing[buffer] = rp_l3_begin();
    rp_l3_write(&rows, (uint8_t *)o->base + block->offset);
    far->written[buffer] = true;
    far->wrote++;
}

/* Waits until L3 has all that has left. */
static inline void rp_tile_far_end(rp_tile_far *far)
{
    for (uint32_t i = 0; i < RP_TILE_STAGED; i++) {
        if (far->written[i]) {
            rp_l3_end(far->writing[i]);
            far->written[i] = false;
        }
    }
}

#endif
