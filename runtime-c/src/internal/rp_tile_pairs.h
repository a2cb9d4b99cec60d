/* Four sums of products: of each of four lines `a` with ITS line of four lines `b`, sums[i] = mac(sums, a[i], b[i]) over a nest (rp_nest.h). */
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
#define RP_PAIRS_COLUMNS_3 \
    RP_UP("r1", "s4-s6") RP_UP("r5", "s16-s18") RP_UP("r2", "s7-s9") RP_UP("r6", "s19-s21") RP_UP("r3", "s10-s12") RP_UP("r8", "s22-s24") \
    RP_UP("r4", "s13-s15") RP_UP("r9", "s25-s27") RP_PAIRS_MAC("s4", "s7", "s10", "s13", "s16", "s19", "s22", "s25") \
    RP_PAIRS_MAC("s5", "s8", "s11", "s14", "s17", "s20", "s23", "s26") RP_PAIRS_MAC("s6", "s9", "s12", "s15", "s18", "s21", "s24", "s27")
#define RP_TILE_PAIRS(text) RP_NEST_ASM(text, "r6", "r8", "r9", "lr")
#else
#define RP_TILE_PAIRS(text) \
    for (int32_t i = 0; i < 4; i++) { \
        sums[i] = rp_nest_sum(nest, a[i], b[i], sums[i]); \
    }
#endif

/* sums: sixteen, of which the first four count. */
static RP_OUT_OF_LINE void rp_tile_pairs_strided(rp_nest *nest, const float *const *a, const float *const *b, float *sums)
{
    RP_TILE_PAIRS(RP_TILE_TEXT_STRIDED_OF(RP_PAIRS_COLUMN(RP_TILE_A_BY, RP_TILE_B_BY)))
}

static RP_OUT_OF_LINE void rp_tile_pairs_up(rp_nest *nest, const float *const *a, const float *const *b, float *sums)
{
    RP_TILE_PAIRS(RP_TILE_CONTIGUOUS("", RP_PAIRS_COLUMNS_3, RP_PAIRS_COLUMN(RP_UP, RP_UP)))
}

static inline void rp_tile_pairs(rp_nest *nest, const float *const *a, const float *const *b, float *sums)
{
    if (rp_nest_is_contiguous(nest, false)) {
        rp_tile_pairs_up(nest, a, b, sums);
    } else {
        rp_tile_pairs_strided(nest, a, b, sums);
    }
}

#endif
