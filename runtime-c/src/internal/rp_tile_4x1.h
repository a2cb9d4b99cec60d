/* Blocks of four sums of products (rp_tile_blocks.h): of each of four lines `a` with ONE line b[0]. Three columns at a time where both operands are contiguous (a upwards or downwards), one at a time where not. */
#ifndef RP_TILE_4X1_H
#define RP_TILE_4X1_H

#include "internal/rp_tile_blocks.h"

#ifdef RP_VFP_ASM

/* Registers: sums s0-s3; r0 the blocks, r1-r4 lines a, r5 line b, r10 columns left. */
#define RP_STRIP_S "s0", "s1", "s2", "s3"

/* One column; LOAD_A and LOAD_B load one register and move its pointer. */
#define RP_STRIP_COLUMN(LOAD_A, LOAD_B) \
    LOAD_B("r5", "s8") LOAD_A("r1", "s4") LOAD_A("r2", "s5") \
    RP_MAC4_OF(RP_STRIP_S, "s4", "s5", "s6", "s7", "s8", LOAD_A("r3", "s6"), LOAD_A("r4", "s7"), "", "")

/* Three columns: a in s4-s15, three registers a line, the lowest address first; LOAD_A is RP_UP with F, G, H = 0, 1, 2 or RP_DOWN with 2, 1, 0. */
#define RP_STRIP_A0 "s4", "s7", "s10", "s13"
#define RP_STRIP_A1 "s5", "s8", "s11", "s14"
#define RP_STRIP_A2 "s6", "s9", "s12", "s15"
#define RP_STRIP_MAC(f, w) RP_MAC4_OF(RP_STRIP_S, RP_STRIP_A##f, w, "", "", "", "")
#define RP_STRIP_COLUMNS_3(LOAD_A, F, G, H) \
    RP_UP("r5", "s16-s18") LOAD_A("r1", "s4-s6") LOAD_A("r2", "s7-s9") LOAD_A("r3", "s10-s12") LOAD_A("r4", "s13-s15") \
    RP_STRIP_MAC(F, "s16") RP_STRIP_MAC(G, "s17") RP_STRIP_MAC(H, "s18")

#define RP_STRIP_MOVE(by_a, by_b) \
    "ldr r10, [r0, " by_a "]\nadd r1, r1, r10\nadd r2, r2, r10\nadd r3, r3, r10\nadd r4, r4, r10\nldr r10, [r0, " by_b "]\nadd r5, r5, r10\n"

#define RP_STRIP_NEXT_CHANNEL \
    RP_STRIP_MOVE("%[a_channel]", "%[b_channel]") "ldr r10, [r0, %[channels_left]]\nsubs r10, r10, #1\nstr r10, [r0, %[channels_left]]\nbne 1b\n"

/* r12: rows left. */
#define RP_STRIP_CONTIGUOUS(BEGIN, COLUMNS_3, COLUMN) \
    RP_BLOCKS_BEGIN_4X1 BEGIN \
    "1:\nldr r12, [r0, %[rows]]\n" \
    "2:\nldr r10, [r0, %[columns]]\nsubs r10, r10, #3\nblt 4f\n" \
    "3:\n" COLUMNS_3 "subs r10, r10, #3\nbge 3b\n" \
    "4:\nadds r10, r10, #3\nbne 6f\n" \
    "5:\n" RP_STRIP_MOVE("%[a_row]", "%[b_row]") "subs r12, r12, #1\nbne 2b\n" \
    RP_STRIP_NEXT_CHANNEL "b 7f\n" \
    "6:\n" COLUMN "subs r10, r10, #1\nbne 6b\nb 5b\n" \
    "7:\n" RP_BLOCKS_END_4X1

/* r8, r9: steps of a column; r12: rows left. */
#define RP_STRIP_A_BY(pointer, register) RP_BY(pointer, register, "r8")
#define RP_STRIP_B_BY(pointer, register) RP_BY(pointer, register, "r9")
#define RP_STRIP_TEXT_STRIDED \
    RP_BLOCKS_BEGIN_4X1 "ldr r8, [r0, %[a_column]]\nldr r9, [r0, %[b_column]]\n" \
    "1:\nldr r12, [r0, %[rows]]\n" \
    "2:\nldr r10, [r0, %[columns]]\n" \
    "3:\n" RP_STRIP_COLUMN(RP_STRIP_A_BY, RP_STRIP_B_BY) "subs r10, r10, #1\nbne 3b\n" \
    RP_STRIP_MOVE("%[a_row]", "%[b_row]") "subs r12, r12, #1\nbne 2b\n" \
    RP_STRIP_NEXT_CHANNEL RP_BLOCKS_END_4X1

#define RP_STRIP_LISTED_COLUMN \
    RP_LISTED_LOAD("s8", "r5") RP_LISTED_LOAD("s4", "r1") RP_LISTED_LOAD("s5", "r2") RP_LISTED_B \
    RP_MAC4_OF( \
        RP_STRIP_S, "s4", "s5", "s6", "s7", "s8", RP_LISTED_LOAD("s6", "r3") RP_LISTED_MOVE("r1", "r12"), \
        RP_LISTED_LOAD("s7", "r4") RP_LISTED_MOVE("r2", "r12"), RP_LISTED_MOVE("r3", "r12") RP_LISTED_MOVE("r4", "r12"), RP_LISTED_MOVE("r5", "lr"))
#define RP_STRIP_TEXT_LISTED RP_BLOCKS_LISTED(RP_BLOCKS_BEGIN_4X1, RP_STRIP_LISTED_COLUMN, RP_BLOCKS_END_4X1)

/* r1-r4 begin one element higher: RP_DOWN loads from below its pointer. */
#define RP_STRIP_ABOVE "add r1, r1, #4\nadd r2, r2, #4\nadd r3, r3, #4\nadd r4, r4, #4\n"
#define RP_STRIP_TEXT_UP RP_STRIP_CONTIGUOUS("", RP_STRIP_COLUMNS_3(RP_UP, 0, 1, 2), RP_STRIP_COLUMN(RP_UP, RP_UP))
#define RP_STRIP_TEXT_DOWN \
    RP_STRIP_CONTIGUOUS(RP_STRIP_ABOVE, RP_STRIP_COLUMNS_3(RP_DOWN, 2, 1, 0), RP_STRIP_COLUMN(RP_DOWN, RP_UP))
#endif

/* Few terms to a channel, at any steps. */
static RP_OUT_OF_LINE void rp_tile_4x1_listed(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X1(RP_STRIP_TEXT_LISTED)
}

/* Columns of any step. */
static RP_OUT_OF_LINE void rp_tile_4x1_strided(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X1(RP_STRIP_TEXT_STRIDED)
}

/* Columns of a and b one after the other. */
static RP_OUT_OF_LINE void rp_tile_4x1_up(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X1(RP_STRIP_TEXT_UP)
}

/* Columns of a one before the other, those of b one after the other. */
static RP_OUT_OF_LINE void rp_tile_4x1_down(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X1(RP_STRIP_TEXT_DOWN)
}

/* `downwards` is a constant: whether contiguous columns of a are expected one before the other. */
static inline void rp_tile_4x1(bool downwards, rp_tile_blocks *blocks)
{
    if (blocks->listed) {
        rp_tile_4x1_listed(blocks);
    } else if (!rp_nest_is_contiguous(&blocks->nest, downwards)) {
        rp_tile_4x1_strided(blocks);
    } else if (downwards) {
        rp_tile_4x1_down(blocks);
    } else {
        rp_tile_4x1_up(blocks);
    }
}

#endif
