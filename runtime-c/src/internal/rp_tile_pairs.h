/* Blocks of four sums of products (rp_tile_blocks.h): of each of four lines `a` with ITS line of four lines `b`. */
#ifndef RP_TILE_PAIRS_H
#define RP_TILE_PAIRS_H

#include "internal/rp_tile_4x4.h"

#ifdef RP_VFP_ASM
/* ci = mac(ci, xi, wi). */
#ifdef RP_ACCUMULATE_SEPARATE
#define RP_PAIRS_MAC(x0, x1, x2, x3, w0, w1, w2, w3) \
    "vmul.f32 s28, " x0 ", " w0 "\nvmul.f32 s29, " x1 ", " w1 "\nvmul.f32 s30, " x2 ", " w2 "\nvmul.f32 s31, " x3 ", " w3 "\n" \
    "vadd.f32 s0, s0, s28\nvadd.f32 s1, s1, s29\nvadd.f32 s2, s2, s30\nvadd.f32 s3, s3, s31\n"
#else
#define RP_PAIRS_MAC(x0, x1, x2, x3, w0, w1, w2, w3) \
    "vfma.f32 s0, " x0 ", " w0 "\nvfma.f32 s1, " x1 ", " w1 "\nvfma.f32 s2, " x2 ", " w2 "\nvfma.f32 s3, " x3 ", " w3 "\n"
#endif
#define RP_PAIRS_COLUMN(LOAD_A, LOAD_B) \
    LOAD_A("r1", "s4") LOAD_B("r5", "s16") LOAD_A("r2", "s5") LOAD_B("r6", "s17") LOAD_A("r3", "s6") LOAD_B("r8", "s18") LOAD_A("r4", "s7") LOAD_B("r9", "s19") \
    RP_PAIRS_MAC("s4", "s5", "s6", "s7", "s16", "s17", "s18", "s19")
/* Three columns: LOAD_A is RP_UP with F, G, H = 0, 1, 2 or RP_DOWN with 2, 1, 0. */
#define RP_PAIRS_A0 "s4", "s7", "s10", "s13"
#define RP_PAIRS_A1 "s5", "s8", "s11", "s14"
#define RP_PAIRS_A2 "s6", "s9", "s12", "s15"
#define RP_PAIRS_MAC_OF(...) RP_PAIRS_MAC(__VA_ARGS__)
#define RP_PAIRS_COLUMNS_3(LOAD_A, F, G, H) \
    LOAD_A("r1", "s4-s6") RP_UP("r5", "s16-s18") LOAD_A("r2", "s7-s9") RP_UP("r6", "s19-s21") LOAD_A("r3", "s10-s12") RP_UP("r8", "s22-s24") \
    LOAD_A("r4", "s13-s15") RP_UP("r9", "s25-s27") RP_PAIRS_MAC_OF(RP_PAIRS_A##F, "s16", "s19", "s22", "s25") \
    RP_PAIRS_MAC_OF(RP_PAIRS_A##G, "s17", "s20", "s23", "s26") RP_PAIRS_MAC_OF(RP_PAIRS_A##H, "s18", "s21", "s24", "s27")
#endif

static RP_OUT_OF_LINE void rp_tile_pairs_strided(rp_tile_blocks *blocks)
{
    RP_BLOCKS_PAIRS(RP_TILE_TEXT_STRIDED_OF(RP_BLOCKS_BEGIN_PAIRS, RP_PAIRS_COLUMN(RP_TILE_A_BY, RP_TILE_B_BY), RP_BLOCKS_END_PAIRS))
}

static RP_OUT_OF_LINE void rp_tile_pairs_up(rp_tile_blocks *blocks)
{
    RP_BLOCKS_PAIRS(RP_TILE_CONTIGUOUS(RP_BLOCKS_BEGIN_PAIRS, RP_PAIRS_COLUMNS_3(RP_UP, 0, 1, 2), RP_PAIRS_COLUMN(RP_UP, RP_UP), RP_BLOCKS_END_PAIRS))
}

/* Columns of a one before the other. */
static RP_OUT_OF_LINE void rp_tile_pairs_down(rp_tile_blocks *blocks)
{
    RP_BLOCKS_PAIRS(
        RP_TILE_CONTIGUOUS(RP_BLOCKS_BEGIN_PAIRS RP_TILE_ABOVE, RP_PAIRS_COLUMNS_3(RP_DOWN, 2, 1, 0), RP_PAIRS_COLUMN(RP_DOWN, RP_UP), RP_BLOCKS_END_PAIRS))
}

/* `downwards` is a constant here and below: whether contiguous columns of a are expected one before the other. */
static inline void rp_tile_pairs(bool downwards, rp_tile_blocks *blocks)
{
    if (!rp_nest_is_contiguous(&blocks->nest, downwards)) {
        rp_tile_pairs_strided(blocks);
    } else if (downwards) {
        rp_tile_pairs_down(blocks);
    } else {
        rp_tile_pairs_up(blocks);
    }
}

/* The first lines and elements from each to the next; sums begin at start and are stored at y. */
typedef struct {
    const float *a, *b, *start;
    float *y;
    int32_t a_step, b_step, start_step, y_step;
} rp_tile_pair_lines;

/* The sums of `count` pairs, over the nest of `blocks`. */
static inline void rp_tile_pair_sums(bool downwards, rp_tile_blocks *blocks, const rp_tile_pair_lines *lines, int32_t count)
{
    const int32_t size = (int32_t)sizeof(float);
    blocks->a_on = 4 * size * lines->a_step;
    blocks->b_on = 4 * size * lines->b_step;
    blocks->start_row = 4 * size * lines->start_step;
    blocks->y_row = 4 * size * lines->y_step;
    int32_t next = 0;
    for (int32_t first = 0; first < count; first = next) {
        const int32_t left = count - first;
        for (int32_t i = 0; i < 4; i++) {
            const int32_t line = first + (i < left ? i : left - 1);
            blocks->a[i] = lines->a + line * lines->a_step;
            blocks->b[i] = lines->b + line * lines->b_step;
            blocks->start[i] = lines->start + line * lines->start_step;
            blocks->y[i] = lines->y + line * lines->y_step;
        }
        blocks->blocks = left < 4 ? 1 : left / 4;
        next = first + 4 * blocks->blocks;
        rp_tile_pairs(downwards, blocks);
    }
}

#endif
