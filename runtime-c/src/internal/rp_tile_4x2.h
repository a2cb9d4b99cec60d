/* Blocks of eight sums of products (rp_tile_blocks.h) of few terms to a channel: of each of four lines `a` with two lines `b`. */
#ifndef RP_TILE_4X2_H
#define RP_TILE_4X2_H

#include "internal/rp_tile_4x4.h"

#ifdef RP_VFP_ASM
/* Registers as in rp_tile_4x4.h. */
#define RP_HALF_COLUMN \
    RP_LISTED_LOAD("s20", "r5") RP_LISTED_LOAD("s16", "r1") RP_LISTED_LOAD("s17", "r2") \
    RP_MAC4_OF(RP_TILE_S0, RP_TILE_A, "s20", RP_LISTED_LOAD("s18", "r3"), RP_LISTED_LOAD("s19", "r4"), RP_LISTED_LOAD("s21", "r6"), RP_LISTED_B) \
    RP_MAC4_OF( \
        RP_TILE_S1, RP_TILE_A, "s21", RP_LISTED_MOVE("r1", "r12") RP_LISTED_MOVE("r2", "r12"), RP_LISTED_MOVE("r3", "r12"), RP_LISTED_MOVE("r4", "r12"), \
        RP_LISTED_MOVE("r5", "lr") RP_LISTED_MOVE("r6", "lr"))
#endif

static RP_OUT_OF_LINE void rp_tile_4x2_listed(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X2(RP_BLOCKS_LISTED(RP_BLOCKS_BEGIN_4X2, RP_HALF_COLUMN, RP_BLOCKS_END_4X2))
}

#endif
