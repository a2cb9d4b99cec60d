/* Blocks of sixteen sums of products (rp_tile_blocks.h): of each of four lines `a` with each of four lines `b`. Three columns at a time where both operands are contiguous (a upwards or downwards), one at a time where not. */
#ifndef RP_TILE_4X4_H
#define RP_TILE_4X4_H

#include "internal/rp_tile_blocks.h"

#ifdef RP_VFP_ASM

/* Registers: sums s0-s15; r0 the blocks, r1-r4 lines a, r5, r6, r8, r9 lines b, r10 columns left; r7 and r11 stay free for frame pointers. */
#define RP_TILE_S0 "s0", "s1", "s2", "s3"
#define RP_TILE_S1 "s4", "s5", "s6", "s7"
#define RP_TILE_S2 "s8", "s9", "s10", "s11"
#define RP_TILE_S3 "s12", "s13", "s14", "s15"

/* One column; LOAD_A and LOAD_B load one register and move its pointer. */
#define RP_TILE_A "s16", "s17", "s18", "s19"
#define RP_TILE_COLUMN(LOAD_A, LOAD_B) \
    LOAD_B("r5", "s20") LOAD_A("r1", "s16") LOAD_A("r2", "s17") \
    RP_MAC4_OF(RP_TILE_S0, RP_TILE_A, "s20", LOAD_A("r3", "s18"), LOAD_A("r4", "s19"), LOAD_B("r6", "s21"), LOAD_B("r8", "s22")) \
    RP_MAC4_OF(RP_TILE_S1, RP_TILE_A, "s21", LOAD_B("r9", "s23"), "", "", "") \
    RP_MAC4_OF(RP_TILE_S2, RP_TILE_A, "s22", "", "", "", "") \
    RP_MAC4_OF(RP_TILE_S3, RP_TILE_A, "s23", "", "", "", "")

/* Three columns: a in s16-s27, three registers a line, the lowest address first; LOAD_A is RP_UP with F, G, H = 0, 1, 2 or RP_DOWN with 2, 1, 0. */
#define RP_TILE_A0 "s16", "s19", "s22", "s25"
#define RP_TILE_A1 "s17", "s20", "s23", "s26"
#define RP_TILE_A2 "s18", "s21", "s24", "s27"
#define RP_TILE_MAC(s, f, w, t0, t1, t2, t3) RP_MAC4_OF(RP_TILE_S##s, RP_TILE_A##f, w, t0, t1, t2, t3)
#ifdef RP_ACCUMULATE_SEPARATE
#define RP_TILE_LINE_3(s, pointer, F, G, H) \
    RP_UP(pointer, "s28-s29") RP_TILE_MAC(s, F, "s28", "", "", "", "") RP_UP(pointer, "s28") \
    RP_TILE_MAC(s, G, "s29", "", "", "", "") RP_TILE_MAC(s, H, "s28", "", "", "", "")
#define RP_TILE_COLUMNS_3(LOAD_A, F, G, H) \
    LOAD_A("r1", "s16-s18") LOAD_A("r2", "s19-s21") LOAD_A("r3", "s22-s24") LOAD_A("r4", "s25-s27") \
    RP_TILE_LINE_3(0, "r5", F, G, H) RP_TILE_LINE_3(1, "r6", F, G, H) RP_TILE_LINE_3(2, "r8", F, G, H) RP_TILE_LINE_3(3, "r9", F, G, H)
#else
/* b passes through s28-s31 by turns, loaded beside the products of the one before. */
#define RP_TILE_LOAD(LOAD_A, i, f) LOAD_A(RP_TILE_POINTER_##i, RP_TILE_LINE_##i##_##f)
#define RP_TILE_COLUMNS_3(LOAD_A, F, G, H) \
    RP_UP("r5", "s28") RP_TILE_LOAD(LOAD_A, 0, F) RP_TILE_LOAD(LOAD_A, 1, F) RP_TILE_LOAD(LOAD_A, 2, F) \
    RP_TILE_MAC(0, F, "s28", RP_TILE_LOAD(LOAD_A, 3, F), RP_UP("r5", "s29"), RP_TILE_LOAD(LOAD_A, 0, G), RP_TILE_LOAD(LOAD_A, 1, G)) \
    RP_TILE_MAC(0, G, "s29", RP_TILE_LOAD(LOAD_A, 2, G), RP_TILE_LOAD(LOAD_A, 3, G), RP_UP("r5", "s30"), RP_TILE_LOAD(LOAD_A, 0, H)) \
    RP_TILE_MAC(0, H, "s30", RP_TILE_LOAD(LOAD_A, 1, H), RP_TILE_LOAD(LOAD_A, 2, H), RP_TILE_LOAD(LOAD_A, 3, H), RP_UP("r6", "s31")) \
    RP_TILE_MAC(1, F, "s31", RP_UP("r6", "s28"), "", "", "") RP_TILE_MAC(1, G, "s28", RP_UP("r6", "s29"), "", "", "") \
    RP_TILE_MAC(1, H, "s29", RP_UP("r8", "s30"), "", "", "") RP_TILE_MAC(2, F, "s30", RP_UP("r8", "s31"), "", "", "") \
    RP_TILE_MAC(2, G, "s31", RP_UP("r8", "s28"), "", "", "") RP_TILE_MAC(2, H, "s28", RP_UP("r9", "s29"), "", "", "") \
    RP_TILE_MAC(3, F, "s29", RP_UP("r9", "s30"), "", "", "") RP_TILE_MAC(3, G, "s30", RP_UP("r9", "s31"), "", "", "") \
    RP_TILE_MAC(3, H, "s31", "", "", "", "")
#define RP_TILE_POINTER_0 "r1"
#define RP_TILE_POINTER_1 "r2"
#define RP_TILE_POINTER_2 "r3"
#define RP_TILE_POINTER_3 "r4"
#define RP_TILE_LINE_0_0 "s16"
#define RP_TILE_LINE_0_1 "s17"
#define RP_TILE_LINE_0_2 "s18"
#define RP_TILE_LINE_1_0 "s19"
#define RP_TILE_LINE_1_1 "s20"
#define RP_TILE_LINE_1_2 "s21"
#define RP_TILE_LINE_2_0 "s22"
#define RP_TILE_LINE_2_1 "s23"
#define RP_TILE_LINE_2_2 "s24"
#define RP_TILE_LINE_3_0 "s25"
#define RP_TILE_LINE_3_1 "s26"
#define RP_TILE_LINE_3_2 "s27"
#endif

#define RP_TILE_MOVE(by_a, by_b) \
    "ldr r10, [r0, " by_a "]\nadd r1, r1, r10\nadd r2, r2, r10\nadd r3, r3, r10\nadd r4, r4, r10\n" \
    "ldr r10, [r0, " by_b "]\nadd r5, r5, r10\nadd r6, r6, r10\nadd r8, r8, r10\nadd r9, r9, r10\n"

#define RP_TILE_NEXT_CHANNEL \
    RP_TILE_MOVE("%[a_channel]", "%[b_channel]") "ldr r10, [r0, %[channels_left]]\nsubs r10, r10, #1\nstr r10, [r0, %[channels_left]]\nbne 1b\n"

/* r12: rows left. */
#define RP_TILE_CONTIGUOUS(BEGIN, COLUMNS_3, COLUMN, END) \
    BEGIN \
    "1:\nldr r12, [r0, %[rows]]\n" \
    "2:\nldr r10, [r0, %[columns]]\nsubs r10, r10, #3\nblt 4f\n" \
    "3:\n" COLUMNS_3 "subs r10, r10, #3\nbge 3b\n" \
    "4:\nadds r10, r10, #3\nbne 6f\n" \
    "5:\n" RP_TILE_MOVE("%[a_row]", "%[b_row]") "subs r12, r12, #1\nbne 2b\n" \
    RP_TILE_NEXT_CHANNEL "b 7f\n" \
    "6:\n" COLUMN "subs r10, r10, #1\nbne 6b\nb 5b\n" \
    "7:\n" END

/* r12, lr: steps of a column. */
#define RP_TILE_A_BY(pointer, register) RP_BY(pointer, register, "r12")
#define RP_TILE_B_BY(pointer, register) RP_BY(pointer, register, "lr")
#define RP_TILE_TEXT_STRIDED RP_TILE_TEXT_STRIDED_OF(RP_BLOCKS_BEGIN_4X4, RP_TILE_COLUMN(RP_TILE_A_BY, RP_TILE_B_BY), RP_BLOCKS_END_4X4)
#define RP_TILE_TEXT_APART RP_TILE_TEXT_STRIDED_OF(RP_BLOCKS_BEGIN_4X4, RP_TILE_COLUMN(RP_TILE_A_BY, RP_UP), RP_BLOCKS_END_4X4)
#define RP_TILE_LISTED_COLUMN \
    RP_LISTED_LOAD("s20", "r5") RP_LISTED_LOAD("s16", "r1") RP_LISTED_LOAD("s17", "r2") \
    RP_MAC4_OF( \
        RP_TILE_S0, RP_TILE_A, "s20", RP_LISTED_LOAD("s18", "r3"), RP_LISTED_LOAD("s19", "r4"), RP_LISTED_LOAD("s21", "r6"), RP_LISTED_LOAD("s22", "r8")) \
    RP_MAC4_OF(RP_TILE_S1, RP_TILE_A, "s21", RP_LISTED_LOAD("s23", "r9"), RP_LISTED_B, RP_LISTED_MOVE("r1", "r12"), RP_LISTED_MOVE("r2", "r12")) \
    RP_MAC4_OF( \
        RP_TILE_S2, RP_TILE_A, "s22", RP_LISTED_MOVE("r3", "r12"), RP_LISTED_MOVE("r4", "r12"), RP_LISTED_MOVE("r5", "lr"), RP_LISTED_MOVE("r6", "lr")) \
    RP_MAC4_OF(RP_TILE_S3, RP_TILE_A, "s23", RP_LISTED_MOVE("r8", "lr"), RP_LISTED_MOVE("r9", "lr"), "", "")
#define RP_TILE_TEXT_LISTED RP_BLOCKS_LISTED(RP_BLOCKS_BEGIN_4X4, RP_TILE_LISTED_COLUMN, RP_BLOCKS_END_4X4)
#define RP_TILE_TEXT_STRIDED_OF(BEGIN, COLUMN, END) \
    BEGIN "ldr r12, [r0, %[a_column]]\nldr lr, [r0, %[b_column]]\n" \
    "1:\nldr r10, [r0, %[rows]]\nstr r10, [r0, %[rows_left]]\n" \
    "2:\nldr r10, [r0, %[columns]]\n" \
    "3:\n" COLUMN "subs r10, r10, #1\nbne 3b\n" \
    RP_TILE_MOVE("%[a_row]", "%[b_row]") "ldr r10, [r0, %[rows_left]]\nsubs r10, r10, #1\nstr r10, [r0, %[rows_left]]\nbne 2b\n" \
    RP_TILE_NEXT_CHANNEL END

/* r1-r4 begin one element higher: RP_DOWN loads from below its pointer. */
#define RP_TILE_ABOVE "add r1, r1, #4\nadd r2, r2, #4\nadd r3, r3, #4\nadd r4, r4, #4\n"
#define RP_TILE_TEXT_UP \
    RP_TILE_CONTIGUOUS(RP_BLOCKS_BEGIN_4X4, RP_TILE_COLUMNS_3(RP_UP, 0, 1, 2), RP_TILE_COLUMN(RP_UP, RP_UP), RP_BLOCKS_END_4X4)
#define RP_TILE_TEXT_DOWN \
    RP_TILE_CONTIGUOUS(RP_BLOCKS_BEGIN_4X4 RP_TILE_ABOVE, RP_TILE_COLUMNS_3(RP_DOWN, 2, 1, 0), RP_TILE_COLUMN(RP_DOWN, RP_UP), RP_BLOCKS_END_4X4)
#endif

/* Few terms to a channel, at any steps. */
static RP_OUT_OF_LINE void rp_tile_4x4_listed(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X4(RP_TILE_TEXT_LISTED)
}

/* Columns of any step. */
static RP_OUT_OF_LINE void rp_tile_4x4_strided(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X4(RP_TILE_TEXT_STRIDED)
}

/* Columns of a at any step, those of b one after the other. */
static RP_OUT_OF_LINE void rp_tile_4x4_apart(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X4(RP_TILE_TEXT_APART)
}

/* Columns of a and b one after the other. */
static RP_OUT_OF_LINE void rp_tile_4x4_up(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X4(RP_TILE_TEXT_UP)
}

/* Columns of a one before the other, those of b one after the other. */
static RP_OUT_OF_LINE void rp_tile_4x4_down(rp_tile_blocks *blocks)
{
    RP_BLOCKS_4X4(RP_TILE_TEXT_DOWN)
}

/* `downwards` is a constant: whether contiguous columns of a are expected one before the other. */
static inline void rp_tile_4x4(bool downwards, rp_tile_blocks *blocks)
{
    if (blocks->listed) {
        rp_tile_4x4_listed(blocks);
    } else if (!downwards && blocks->nest.b_column == (int32_t)sizeof(float) && blocks->nest.a_column != blocks->nest.b_column) {
        rp_tile_4x4_apart(blocks);
    } else if (!rp_nest_is_contiguous(&blocks->nest, downwards)) {
        rp_tile_4x4_strided(blocks);
    } else if (downwards) {
        rp_tile_4x4_down(blocks);
    } else {
        rp_tile_4x4_up(blocks);
    }
}

#endif
