/* Blocks of sixteen sums of products (rp_tile_blocks.h) of four ADJACENT windows three columns wide with four lines of weights: the i-th window begins i elements
 * behind a[0]. One load of six elements serves the twelve products of a line's row. */
#ifndef RP_TILE_WINDOW_H
#define RP_TILE_WINDOW_H

#include "internal/rp_tile_blocks.h"

/* Whether the kernel fits: three contiguous columns, and weights that are contiguous over rows. */
static inline bool rp_is_window(const rp_nest *nest, bool downwards)
{
    return rp_nest_is_contiguous(nest, downwards) && nest->columns == 3 && nest->b_row == 0;
}

#ifdef RP_VFP_ASM

/* Registers: sums s0-s15, a s16-s21, b s22 and up; r0 the blocks, r1 a, r5, r6, r8, r9 lines b, r12 rows left, r10 channels left, r2, r3, r4 steps. */
#define RP_WINDOW_S0 "s0", "s1", "s2", "s3"
#define RP_WINDOW_S1 "s4", "s5", "s6", "s7"
#define RP_WINDOW_S2 "s8", "s9", "s10", "s11"
#define RP_WINDOW_S3 "s12", "s13", "s14", "s15"
/* What the four windows have at the column that lies 0, 1, 2 above the lowest. */
#define RP_WINDOW_A0 "s16", "s17", "s18", "s19"
#define RP_WINDOW_A1 "s17", "s18", "s19", "s20"
#define RP_WINDOW_A2 "s18", "s19", "s20", "s21"
#define RP_WINDOW_MAC(s, f, w, t0, t1) RP_MAC4_OF(RP_WINDOW_S##s, RP_WINDOW_A##f, w, t0, t1, "", "")

/* One row; F, G, H: 0, 1, 2 where columns go upwards, 2, 1, 0 where downwards. */
#ifdef RP_ACCUMULATE_SEPARATE
#define RP_WINDOW_LINE(s, pointer, F, G, H) \
    RP_UP(pointer, "s22-s24") RP_WINDOW_MAC(s, F, "s22", "", "") RP_WINDOW_MAC(s, G, "s23", "", "") RP_WINDOW_MAC(s, H, "s24", "", "")
#define RP_WINDOW_ROW(F, G, H) \
    "vldmia r1, {s16-s21}\n" RP_WINDOW_LINE(0, "r5", F, G, H) RP_WINDOW_LINE(1, "r6", F, G, H) RP_WINDOW_LINE(2, "r8", F, G, H) \
    RP_WINDOW_LINE(3, "r9", F, G, H)
#else
#define RP_WINDOW_LINE(s, v, w, x, next, y, z, u, F, G, H) \
    RP_WINDOW_MAC(s, F, v, RP_UP(next, y), "") RP_WINDOW_MAC(s, G, w, RP_UP(next, z), "") RP_WINDOW_MAC(s, H, x, RP_UP(next, u), "")
#define RP_WINDOW_ROW(F, G, H) \
    RP_WINDOW_LOAD_##F RP_UP("r5", "s22") RP_UP("r5", "s23") RP_UP("r5", "s24") \
    RP_WINDOW_LINE(0, "s22", "s23", "s24", "r6", "s25", "s26", "s27", F, G, H) RP_WINDOW_LINE(1, "s25", "s26", "s27", "r8", "s22", "s23", "s24", F, G, H) \
    RP_WINDOW_LINE(2, "s22", "s23", "s24", "r9", "s25", "s26", "s27", F, G, H) \
    RP_WINDOW_MAC(3, F, "s25", "", "") RP_WINDOW_MAC(3, G, "s26", "", "") RP_WINDOW_MAC(3, H, "s27", "", "")
#define RP_WINDOW_LOAD_0 "vldr d8, [r1]\nvldr d9, [r1, #8]\nvldr d10, [r1, #16]\n"
#define RP_WINDOW_LOAD_2 "vldr d9, [r1, #8]\nvldr d10, [r1, #16]\nvldr d8, [r1]\n"
#endif

/* a_row and a_channel lead from behind a row's or channel's last column: BACK is that of the three columns. */
#define RP_WINDOW_TEXT(BEGIN, BACK, F, G, H) \
    RP_BLOCKS_BEGIN_4X4 BEGIN \
    "ldr r2, [r0, %[a_row]]\n" BACK "ldr r3, [r0, %[a_channel]]\nldr r4, [r0, %[b_channel]]\nldr r10, [r0, %[channels]]\n" \
    "1:\nldr r12, [r0, %[rows]]\n" \
    "2:\n" RP_WINDOW_ROW(F, G, H) "add r1, r1, r2\nsubs r12, r12, #1\nbne 2b\n" \
    "add r1, r1, r3\nadd r5, r5, r4\nadd r6, r6, r4\nadd r8, r8, r4\nadd r9, r9, r4\nsubs r10, r10, #1\nbne 1b\n" \
    RP_BLOCKS_END_4X4
#endif

static RP_OUT_OF_LINE void rp_tile_window_up(rp_tile_blocks *blocks)
{
    RP_BLOCKS_WINDOW(RP_WINDOW_TEXT("", "add r2, r2, #12\n", 0, 1, 2))
}

static RP_OUT_OF_LINE void rp_tile_window_down(rp_tile_blocks *blocks)
{
    RP_BLOCKS_WINDOW(RP_WINDOW_TEXT("sub r1, r1, #8\n", "sub r2, r2, #12\n", 2, 1, 0))
}

static inline void rp_tile_window(bool downwards, rp_tile_blocks *blocks)
{
    if (downwards) {
        rp_tile_window_down(blocks);
    } else {
        rp_tile_window_up(blocks);
    }
}

#endif
