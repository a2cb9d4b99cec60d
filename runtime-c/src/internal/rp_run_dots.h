/* Runs of four elements that share a vector. fixed: the vector along k, in steps of fixed_step; moving: four vectors along k, moving_step apart;
 * start and c: four values, start_step and c_step apart. */
#ifndef RP_RUN_DOTS_H
#define RP_RUN_DOTS_H

#include "internal/rp_tile_run.h"

#ifdef RP_VFP_ASM

#define RP_DOTS_VECTORS \
    "add r2, r4, r5, lsl #2\n\t" \
    "add r3, r2, r5, lsl #2\n\t" \
    "add r5, r3, r5, lsl #2\n\t"
#define RP_DOTS_SHARED(s) \
    "vldr.32 " #s ", [r0]\n\t" \
    "add r0, r0, r1, lsl #2\n\t"

#ifdef RP_ACCUMULATE_FUSED

#define RP_PAIR(d, pointer, bytes) "vldr.64 " #d ", [" #pointer ", #" #bytes "]\n\t"
#define RP_ON(pointer, bytes) "add " #pointer ", " #pointer ", #" #bytes "\n\t"
#define RP_MACS_AND_LOADS(c0, c1, c2, c3, u, v0, v1, v2, v3, l0, l1, l2, l3) \
    l0 RP_VFP_MAC(c0, u, v0) l1 RP_VFP_MAC(c1, u, v1) l2 RP_VFP_MAC(c2, u, v2) l3 RP_VFP_MAC(c3, u, v3)

/* The vectors in d4-d7 for the first two k, d8-d11 for the others; the shared one in s4-s7, loaded by l0-l3. */
#define RP_DOTS_FOUR(l0, l1, l2, l3, on) \
    l0 RP_PAIR(d4, r4, 0) RP_PAIR(d5, r2, 0) \
    RP_MACS_AND_LOADS(s0, s1, s2, s3, s4, s8, s10, s12, s14, "", RP_PAIR(d6, r3, 0), RP_PAIR(d7, r5, 0), l1) \
    RP_MACS_AND_LOADS(s0, s1, s2, s3, s5, s9, s11, s13, s15, l2, RP_PAIR(d8, r4, 8), RP_PAIR(d9, r2, 8), RP_PAIR(d10, r3, 8)) \
    RP_MACS_AND_LOADS(s0, s1, s2, s3, s6, s16, s18, s20, s22, RP_PAIR(d11, r5, 8), l3, RP_ON(r4, 16), RP_ON(r2, 16)) \
    RP_MACS_AND_LOADS(s0, s1, s2, s3, s7, s17, s19, s21, s23, RP_ON(r3, 16), RP_ON(r5, 16), on, "")
#define RP_DOTS_ALONG_K_FOUR RP_DOTS_FOUR(RP_PAIR(d2, r0, 0), "", RP_PAIR(d3, r0, 8), "", RP_ON(r0, 16))
#define RP_DOTS_STRIDED_FOUR RP_DOTS_FOUR(RP_DOTS_SHARED(s4), RP_DOTS_SHARED(s5), RP_DOTS_SHARED(s6), RP_DOTS_SHARED(s7), "")

#else

/* The vectors in s8-s23, the shared one in s4-s7. */
#define RP_DOTS_FOUR \
    "vldmia r4!, {s8-s11}\n\t" \
    "vldmia r2!, {s12-s15}\n\t" \
    "vldmia r3!, {s16-s19}\n\t" \
    "vldmia r5!, {s20-s23}\n\t" \
    RP_VFP_MAC_4(s0, s1, s2, s3, s4, s8, s12, s16, s20) \
    RP_VFP_MAC_4(s0, s1, s2, s3, s5, s9, s13, s17, s21) \
    RP_VFP_MAC_4(s0, s1, s2, s3, s6, s10, s14, s18, s22) \
    RP_VFP_MAC_4(s0, s1, s2, s3, s7, s11, s15, s19, s23)
#define RP_DOTS_ALONG_K_FOUR "vldmia r0!, {s4-s7}\n\t" RP_DOTS_FOUR
#define RP_DOTS_STRIDED_FOUR RP_DOTS_SHARED(s4) RP_DOTS_SHARED(s5) RP_DOTS_SHARED(s6) RP_DOTS_SHARED(s7) RP_DOTS_FOUR

#endif

#define RP_DOTS_ONE \
    RP_DOTS_SHARED(s4) \
    "vldmia r4!, {s8}\n\t" \
    "vldmia r2!, {s9}\n\t" \
    "vldmia r3!, {s10}\n\t" \
    "vldmia r5!, {s11}\n\t" RP_VFP_MAC_4(s0, s1, s2, s3, s4, s8, s9, s10, s11)

/* fixed_step 1. */
static inline void rp_run_dots_along_k(rp_tile_run *run)
{
    RP_TILE_RUN(RP_TILE_RUN_OPEN RP_LOAD_4 RP_DOTS_VECTORS RP_VFP_FOURS(RP_DOTS_ALONG_K_FOUR, RP_DOTS_ONE) RP_TILE_RUN_CLOSE(RP_STORE_4));
}

static inline void rp_run_dots_strided(rp_tile_run *run)
{
    RP_TILE_RUN(RP_TILE_RUN_OPEN RP_LOAD_4 RP_DOTS_VECTORS RP_VFP_FOURS(RP_DOTS_STRIDED_FOUR, RP_DOTS_ONE) RP_TILE_RUN_CLOSE(RP_STORE_4));
}

#else

static inline void rp_run_dots_strided(rp_tile_run *run)
{
    const rp_matrix shared = {run->fixed, run->fixed_step, 0};
    while (run->tiles > 0) {
        const rp_matrix vectors = {run->moving, run->moving_step, 1};
        const rp_matrix start = {run->start, run->start_step, 0};
        rp_matmul_4x1(run->depth, vectors, shared, start, run->c, run->c_step);
        rp_run_on(run);
    }
}

static inline void rp_run_dots_along_k(rp_tile_run *run)
{
    rp_run_dots_strided(run);
}

#endif
#endif
