/* Kernel calls in tiles: operands lie in L2, weights and their gradients perhaps in L3, and parts of them pass through L1 while the team computes (docs/tiling.md). The tables are made by the compiler.
 *
 * A call's tiles are written down in order, in groups. They run: for each group, for each sample, for each tile of the group. In every iteration each operand has a
 * block, a part of a tensor, that lies in L1 as a small tensor of its own. What a tile shares with the one before it stays where it is. */
#ifndef RP_TILES_H
#define RP_TILES_H

#include <stdint.h>

enum {
    RP_TILE_OPERANDS = 6,     /* most pointers of a kernel */
    RP_TILE_SHAPE_WORDS = 17, /* of the largest geometry */
    RP_TILE_NONE = 0xffff,    /* in place of a block: the tile's kernel gets NULL */
    RP_TILE_STATE_BYTES = sizeof(void *) == 4 ? 1536 : 2560 /* at the start of the arena: what rp_tiles_run keeps there itself */
};

typedef enum {
    RP_TILE_READ,     /* loaded */
    RP_TILE_WRITE,    /* stored when the tiles leave it */
    RP_TILE_UPDATE,   /* loaded, and stored when the tiles leave it; they come back to it, if at all, two iterations later or more */
    RP_TILE_RESIDENT, /* not moved: it lies in L1 for good, every block in one piece */
    RP_TILE_SCRATCH   /* not moved: memory of the kernel's own */
} rp_tile_access;

/* `base`: the tensor of the first sample; `sample`: bytes from one sample to the next, 0 where all share it. In L1: `buffers` buffers of `buffer_bytes` that blocks use in
 * turn, the first at byte `l1` of the arena. stage: where `base` lies in L3 (rp_l3.h), room in L2 for 2 such buffers for each direction in which blocks go; else NULL. */
typedef struct {
    void *base;
    uint8_t *stage;
    uint32_t sample;
    uint32_t l1;
    uint32_t buffer_bytes;
    uint16_t buffers;
    uint16_t access; /* rp_tile_access */
} rp_tile_operand;

/* Part of a tensor: `rows` rows of `bytes` bytes, `stride` bytes apart; the first at byte `offset` of a sample. In L1 the rows lie one after the other. */
typedef struct {
    uint32_t offset, rows, bytes, stride;
} rp_tile_block;

/* `shape`: the kernel's geometry for this tile; block: of each operand, as an index of the plan's blocks, or RP_TILE_NONE. */
typedef struct {
    const void *shape;
    uint16_t block[RP_TILE_OPERANDS];
} rp_tile;

/* What every core of the team gets: pointers in the order of the operands, and a copy of the shape. */
typedef struct {
    void *operand[RP_TILE_OPERANDS];
    uint32_t shape[RP_TILE_SHAPE_WORDS];
} rp_tile_job;

/* A call. group_end: for each group, the number of the tile behind its last one.
 *
 * `next`: the plan that runs behind this one, for the same samples, or NULL; what the program does in between uses neither the arena nor the DMA. While this one computes its
 * last tile, the operands of the next one's first tile that are in its `early` (bits) are loaded: nobody writes them from then on, and no buffer of this one is where they go.
 * `leaves`: what the last tile has made is stored while the next plan computes its first tile; nobody needs it before, and the next plan's operands are all early. */
typedef struct rp_tile_plan rp_tile_plan;
struct rp_tile_plan {
    void (*work)(void *job);
    uint8_t *arena; /* in L1 */
    const rp_tile_plan *next;
    const rp_tile_operand *operands;
    const rp_tile_block *blocks;
    const rp_tile *tiles;
    const uint16_t *group_end;
    uint16_t groups;
    uint16_t operand_count;
    uint16_t shape_bytes;
    uint16_t early;
    uint16_t leaves;
};

/* Runs the call for n samples. When it returns, all is in L2, or L3, but what it leaves to the next plan. */
void rp_tiles_run(const rp_tile_plan *plan, int32_t n);

#endif
