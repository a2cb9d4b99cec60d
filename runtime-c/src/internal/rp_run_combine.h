/* Runs of several elements that are sums of vectors times numbers. fixed: the numbers along k, in steps of fixed_step; moving: vectors of the
 * elements' length, moving_step from k to k. */
#ifndef RP_RUN_COMBINE_H
#define RP_RUN_COMBINE_H

#include "internal/rp_tile_run.h"

#ifdef RP_VFP_ASM

#define RP_NUMBER(s) \
    "vldr.32 " #s ", [r0]\n\t" \
    "add r0, r0, r1, lsl #2\n\t"
#define RP_NEXT_VECTOR "add r4, r4, r5, lsl #2\n\t"

#ifdef RP_ACCUMULATE_FUSED

#define RP_TWO(d, bytes) "vldr.64 " #d ", [r4, #" #bytes "]\n\t"
#define RP_MACS_BESIDE(c0, c1, c2, c3, u, v0, v1, v2, v3, l0, l1, l2) \
    l0 RP_VFP_MAC(c0, u, v0) l1 RP_VFP_MAC(c1, u, v1) l2 RP_VFP_MAC(c2, u, v2) RP_VFP_MAC(c3, u, v3)

/* Accumulators in s0-s15; the vector by fours in s16-s19 and s20-s23 in turn, the number in s28 and s29 in turn. */
#define RP_COMBINE_16_OPEN RP_NUMBER(s28) RP_TWO(d8, 0) RP_TWO(d9, 8)
#define RP_COMBINE_16_K(u, number, l0, l1) \
    RP_MACS_BESIDE(s0, s1, s2, s3, u, s16, s17, s18, s19, RP_TWO(d10, 16), RP_TWO(d11, 24), "") \
    RP_MACS_BESIDE(s4, s5, s6, s7, u, s20, s21, s22, s23, RP_TWO(d8, 32), RP_TWO(d9, 40), "") \
    RP_MACS_BESIDE(s8, s9, s10, s11, u, s16, s17, s18, s19, RP_TWO(d10, 48), RP_TWO(d11, 56), RP_NEXT_VECTOR number) \
    RP_MACS_BESIDE(s12, s13, s14, s15, u, s20, s21, s22, s23, l0, l1, "")
#define RP_COMBINE_16_FOUR \
    RP_COMBINE_16_OPEN \
    RP_COMBINE_16_K(s28, RP_NUMBER(s29), RP_TWO(d8, 0), RP_TWO(d9, 8)) \
    RP_COMBINE_16_K(s29, RP_NUMBER(s28), RP_TWO(d8, 0), RP_TWO(d9, 8)) \
    RP_COMBINE_16_K(s28, RP_NUMBER(s29), RP_TWO(d8, 0), RP_TWO(d9, 8)) \
    RP_COMBINE_16_K(s29, "", "", "")
#define RP_COMBINE_16 RP_VFP_FOURS(RP_COMBINE_16_FOUR, RP_COMBINE_16_OPEN RP_COMBINE_16_K(s28, "", "", ""))

/* Accumulators in s0-s3, numbers in s20-s23, vectors in s4-s19. */
#define RP_COMBINE_4_FOUR \
    RP_NUMBER(s20) RP_TWO(d2, 0) RP_TWO(d3, 8) RP_NEXT_VECTOR \
    RP_MACS_BESIDE(s0, s1, s2, s3, s20, s4, s5, s6, s7, RP_NUMBER(s21), RP_TWO(d4, 0), RP_TWO(d5, 8) RP_NEXT_VECTOR) \
    RP_MACS_BESIDE(s0, s1, s2, s3, s21, s8, s9, s10, s11, RP_NUMBER(s22), RP_TWO(d6, 0), RP_TWO(d7, 8) RP_NEXT_VECTOR) \
    RP_MACS_BESIDE(s0, s1, s2, s3, s22, s12, s13, s14, s15, RP_NUMBER(s23), RP_TWO(d8, 0), RP_TWO(d9, 8) RP_NEXT_VECTOR) \
    RP_MACS_BESIDE(s0, s1, s2, s3, s23, s16, s17, s18, s19, "", "", "")

#else

/* Accumulators in s0-s15, the vector by eights in s16-s23, the number in s24. r5 is short of the bytes that VLDM moves on. */
#define RP_COMBINE_16 \
    "sub r5, r5, #8\n\t" RP_VFP_ONES(RP_NUMBER(s24) \
    "vldmia r4!, {s16-s23}\n\t" \
    RP_VFP_MAC_4(s0, s1, s2, s3, s24, s16, s17, s18, s19) \
    RP_VFP_MAC_4(s4, s5, s6, s7, s24, s20, s21, s22, s23) \
    "vldmia r4, {s16-s23}\n\t" RP_NEXT_VECTOR \
    RP_VFP_MAC_4(s8, s9, s10, s11, s24, s16, s17, s18, s19) \
    RP_VFP_MAC_4(s12, s13, s14, s15, s24, s20, s21, s22, s23))

#define RP_COMBINE_4_FOUR RP_COMBINE_4_ONE RP_COMBINE_4_ONE RP_COMBINE_4_ONE RP_COMBINE_4_ONE

#endif

#define RP_COMBINE_4_ONE RP_NUMBER(s4) "vldmia r4, {s8-s11}\n\t" RP_NEXT_VECTOR RP_VFP_MAC_4(s0, s1, s2, s3, s4, s8, s9, s10, s11)

/* Sixteen elements; those of start and c side by side. */
static inline void rp_run_combine_16(rp_tile_run *run)
{
    RP_TILE_RUN(RP_TILE_RUN_OPEN "vldmia r2, {s0-s15}\n\t" RP_COMBINE_16 RP_TILE_RUN_CLOSE("vstmia r1, {s0-s15}\n\t"));
}

/* Four elements; those of start and c start_step and c_step apart. */
static inline void rp_run_combine_4(rp_tile_run *run)
{
    RP_TILE_RUN(RP_TILE_RUN_OPEN RP_LOAD_4 RP_VFP_FOURS(RP_COMBINE_4_FOUR, RP_COMBINE_4_ONE) RP_TILE_RUN_CLOSE(RP_STORE_4));
}

#else

static inline void rp_combine_4(const rp_tile_run *run, int32_t at, int32_t start_step, int32_t c_step)
{
    const rp_matrix vectors = {run->moving + at, 1, run->moving_step};
    const rp_matrix numbers = {run->fixed, run->fixed_step, 0};
    const rp_matrix start = {run->start + at * start_step, start_step, 0};
    rp_matmul_4x1(run->depth, vectors, numbers, start, run->c + at * c_step, c_step);
}

static inline void rp_run_combine_16(rp_tile_run *run)
{
    while (run->tiles > 0) {
        for (int32_t at = 0; at < 16; at += 4) {
            rp_combine_4(run, at, 1, 1);
        }
        rp_run_on(run);
    }
}

static inline void rp_run_combine_4(rp_tile_run *run)
{
    while (run->tiles > 0) {
        rp_combine_4(run, 0, run->start_step, run->c_step);
        rp_run_on(run);
    }
}

#endif
#endif
