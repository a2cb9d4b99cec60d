/* Runs of 4x4 tiles. fixed: four rows of a; moving: four columns of b, those of the next tile beside them; start and c: four rows, start_step and
 * c_step apart, of four values. One kind for each pattern of strides that lets several values be loaded at once. */
#ifndef RP_RUN_4X4_H
#define RP_RUN_4X4_H

#include "internal/rp_tile_run.h"

#include <stddef.h>

#ifdef RP_VFP_ASM

/* s0-s15 */
#define RP_LOAD_4X4 \
    "vldmia r2, {s0-s3}\n\t" \
    "add r2, r2, r3, lsl #2\n\t" \
    "vldmia r2, {s4-s7}\n\t" \
    "add r2, r2, r3, lsl #2\n\t" \
    "vldmia r2, {s8-s11}\n\t" \
    "add r2, r2, r3, lsl #2\n\t" \
    "vldmia r2, {s12-s15}\n\t"
#define RP_STORE_4X4 \
    "vstmia r1, {s0-s3}\n\t" \
    "add r1, r1, r2, lsl #2\n\t" \
    "vstmia r1, {s4-s7}\n\t" \
    "add r1, r1, r2, lsl #2\n\t" \
    "vstmia r1, {s8-s11}\n\t" \
    "add r1, r1, r2, lsl #2\n\t" \
    "vstmia r1, {s12-s15}\n\t"

/* Pointers to the rows of a and the columns of b where these run along k. */
#define RP_A_0 "r0"
#define RP_A_1 "r2"
#define RP_A_2 "r3"
#define RP_A_3 "r1"
#define RP_B_0 "r4"
#define RP_B_1 "r9"
#define RP_B_2 "r10"
#define RP_B_3 "r5"
#define RP_ROWS_OF_A \
    "add r2, r0, r1, lsl #2\n\t" \
    "add r3, r2, r1, lsl #2\n\t" \
    "add r1, r3, r1, lsl #2\n\t"
#define RP_COLUMNS_OF_B \
    "add r9, r4, r5, lsl #2\n\t" \
    "add r10, r9, r5, lsl #2\n\t" \
    "add r5, r10, r5, lsl #2\n\t"

/* Where they do not, one pointer each, moved on from k to k. */
#define RP_NEXT_A "add r0, r0, r1, lsl #2\n\t"
#define RP_NEXT_B "add r4, r4, r5, lsl #2\n\t"

#ifdef RP_ACCUMULATE_FUSED

/* One k with its own loads, ordered so that the first VFMA waits for two of them only; then n0-n7, the loads of the next k. */
#define RP_FIRST_4X4(u0, u1, u2, u3, v0, v1, v2, v3, lu0, lu1, lu2, lu3, lv0, lv1, lv2, lv3, n0, n1, n2, n3, n4, n5, n6, n7) \
    lu0 lv0 lu1 RP_VFP_MAC(s0, u0, v0) \
    lv1 RP_VFP_MAC(s4, u1, v0) \
    lu2 RP_VFP_MAC(s1, u0, v1) \
    lv2 RP_VFP_MAC(s5, u1, v1) \
    lu3 RP_VFP_MAC(s8, u2, v0) \
    lv3 RP_VFP_MAC(s9, u2, v1) \
    n0 RP_VFP_MAC(s2, u0, v2) \
    n1 RP_VFP_MAC(s6, u1, v2) \
    n2 RP_VFP_MAC(s10, u2, v2) \
    n3 RP_VFP_MAC(s12, u3, v0) \
    n4 RP_VFP_MAC(s13, u3, v1) \
    n5 RP_VFP_MAC(s14, u3, v2) \
    n6 RP_VFP_MAC(s3, u0, v3) \
    n7 RP_VFP_MAC(s7, u1, v3) RP_VFP_MAC(s11, u2, v3) RP_VFP_MAC(s15, u3, v3)

/* One k whose operands are loaded; n0-n7 load the next ones. */
#define RP_NEXT_4X4(u0, u1, u2, u3, v0, v1, v2, v3, n0, n1, n2, n3, n4, n5, n6, n7) \
    n0 RP_VFP_MAC(s0, u0, v0) \
    n1 RP_VFP_MAC(s4, u1, v0) \
    n2 RP_VFP_MAC(s1, u0, v1) \
    n3 RP_VFP_MAC(s5, u1, v1) \
    n4 RP_VFP_MAC(s8, u2, v0) \
    n5 RP_VFP_MAC(s9, u2, v1) \
    n6 RP_VFP_MAC(s2, u0, v2) \
    n7 RP_VFP_MAC(s6, u1, v2) RP_VFP_MAC(s10, u2, v2) RP_VFP_MAC(s12, u3, v0) RP_VFP_MAC(s13, u3, v1) RP_VFP_MAC(s14, u3, v2) \
    RP_VFP_MAC(s3, u0, v3) RP_VFP_MAC(s7, u1, v3) RP_VFP_MAC(s11, u2, v3) RP_VFP_MAC(s15, u3, v3)

/* Four k in two sets of operand registers, and one. lu(set, i, k) and lv(set, j, k) load an
 * element, or two, or move a pointer on, or do nothing; on(p) moves pointer p on, over four k or one. */
#define RP_FOUR_4X4(lu, lv, on, bytes) \
    RP_FIRST_4X4(s16, s17, s18, s19, s20, s21, s22, s23, lu(P, 0, 0), lu(P, 1, 0), lu(P, 2, 0), lu(P, 3, 0), lv(P, 0, 0), lv(P, 1, 0), lv(P, 2, 0), \
                 lv(P, 3, 0), lu(Q, 0, 1), lu(Q, 1, 1), lu(Q, 2, 1), lu(Q, 3, 1), lv(Q, 0, 1), lv(Q, 1, 1), lv(Q, 2, 1), lv(Q, 3, 1)) \
    RP_NEXT_4X4(s24, s25, s26, s27, s28, s29, s30, s31, lu(P, 0, 2), lu(P, 1, 2), lu(P, 2, 2), lu(P, 3, 2), lv(P, 0, 2), lv(P, 1, 2), lv(P, 2, 2), \
                lv(P, 3, 2)) \
    RP_NEXT_4X4(s16, s17, s18, s19, s20, s21, s22, s23, lu(Q, 0, 3), lu(Q, 1, 3), lu(Q, 2, 3), lu(Q, 3, 3), lv(Q, 0, 3), lv(Q, 1, 3), lv(Q, 2, 3), \
                lv(Q, 3, 3)) \
    RP_NEXT_4X4(s24, s25, s26, s27, s28, s29, s30, s31, on(0, bytes), on(1, bytes), on(2, bytes), on(3, bytes), on(4, bytes), on(5, bytes), on(6, bytes), on(7, bytes))

#define RP_ONE_4X4(lu, lv, on, bytes) \
    RP_FIRST_4X4(s16, s17, s18, s19, s20, s21, s22, s23, lu(P, 0, 0), lu(P, 1, 0), lu(P, 2, 0), lu(P, 3, 0), lv(P, 0, 0), lv(P, 1, 0), lv(P, 2, 0), \
                 lv(P, 3, 0), on(0, bytes), on(1, bytes), on(2, bytes), on(3, bytes), on(4, bytes), on(5, bytes), on(6, bytes), on(7, bytes))

/* The two sets: P in s16-s19 (u), s20-s23 (v), Q in s24-s27 (u), s28-s31 (v). */
#define RP_U_P0 "s16"
#define RP_U_P1 "s17"
#define RP_U_P2 "s18"
#define RP_U_P3 "s19"
#define RP_U_Q0 "s24"
#define RP_U_Q1 "s25"
#define RP_U_Q2 "s26"
#define RP_U_Q3 "s27"
#define RP_V_P0 "s20"
#define RP_V_P1 "s21"
#define RP_V_P2 "s22"
#define RP_V_P3 "s23"
#define RP_V_Q0 "s28"
#define RP_V_Q1 "s29"
#define RP_V_Q2 "s30"
#define RP_V_Q3 "s31"
#define RP_PAIR_U_P0 "d8"
#define RP_PAIR_U_P2 "d9"
#define RP_PAIR_U_Q0 "d12"
#define RP_PAIR_U_Q2 "d13"
#define RP_PAIR_V_P0 "d10"
#define RP_PAIR_V_P2 "d11"
#define RP_PAIR_V_Q0 "d14"
#define RP_PAIR_V_Q2 "d15"

/* a contiguous along k: four row pointers. */
#define RP_U_ALONG_K(set, i, k) "vldr.32 " RP_U_##set##i ", [" RP_A_##i ", #4*" #k "]\n\t"
/* a contiguous along its rows: one pointer. */
#define RP_U_ACROSS_0(set) "vldr.64 " RP_PAIR_U_##set##0 ", [r0]\n\t"
#define RP_U_ACROSS_1(set)
#define RP_U_ACROSS_2(set) "vldr.64 " RP_PAIR_U_##set##2 ", [r0, #8]\n\t"
#define RP_U_ACROSS_3(set) RP_NEXT_A
#define RP_U_ACROSS(set, i, k) RP_U_ACROSS_##i(set)
/* b contiguous along k: four column pointers. */
#define RP_V_ALONG_K(set, j, k) "vldr.32 " RP_V_##set##j ", [" RP_B_##j ", #4*" #k "]\n\t"
/* b contiguous along its columns. */
#define RP_V_ACROSS_0(set) "vldr.64 " RP_PAIR_V_##set##0 ", [r4]\n\t"
#define RP_V_ACROSS_1(set)
#define RP_V_ACROSS_2(set) "vldr.64 " RP_PAIR_V_##set##2 ", [r4, #8]\n\t"
#define RP_V_ACROSS_3(set) RP_NEXT_B
#define RP_V_ACROSS(set, j, k) RP_V_ACROSS_##j(set)

#else

/* One k whose operands are loaded. */
#define RP_ROWS_4X4(u0, u1, u2, u3, v0, v1, v2, v3) \
    RP_VFP_MAC_4(s0, s1, s2, s3, u0, v0, v1, v2, v3) \
    RP_VFP_MAC_4(s4, s5, s6, s7, u1, v0, v1, v2, v3) \
    RP_VFP_MAC_4(s8, s9, s10, s11, u2, v0, v1, v2, v3) \
    RP_VFP_MAC_4(s12, s13, s14, s15, u3, v0, v1, v2, v3)

/* Two k of the row of a that one register points to; v and w are the values of b of the first and the second. */
#define RP_ROW_PAIR_4X4(pointer, c0, c1, c2, c3, v0, v1, v2, v3, w0, w1, w2, w3) \
    "vldmia " pointer "!, {s24-s25}\n\t" \
    RP_VFP_MAC_4(c0, c1, c2, c3, s24, v0, v1, v2, v3) \
    RP_VFP_MAC_4(c0, c1, c2, c3, s25, w0, w1, w2, w3)
#define RP_PAIR_4X4(v0, v1, v2, v3, w0, w1, w2, w3) \
    RP_ROW_PAIR_4X4(RP_A_0, s0, s1, s2, s3, v0, v1, v2, v3, w0, w1, w2, w3) \
    RP_ROW_PAIR_4X4(RP_A_1, s4, s5, s6, s7, v0, v1, v2, v3, w0, w1, w2, w3) \
    RP_ROW_PAIR_4X4(RP_A_2, s8, s9, s10, s11, v0, v1, v2, v3, w0, w1, w2, w3) \
    RP_ROW_PAIR_4X4(RP_A_3, s12, s13, s14, s15, v0, v1, v2, v3, w0, w1, w2, w3)

#endif

/* Moves the pointers of rows of a (0-3) or columns of b (4-7) on. */
#define RP_ON_0(bytes) "add " RP_A_0 ", " RP_A_0 ", #" #bytes "\n\t"
#define RP_ON_1(bytes) "add " RP_A_1 ", " RP_A_1 ", #" #bytes "\n\t"
#define RP_ON_2(bytes) "add " RP_A_2 ", " RP_A_2 ", #" #bytes "\n\t"
#define RP_ON_3(bytes) "add " RP_A_3 ", " RP_A_3 ", #" #bytes "\n\t"
#define RP_ON_4(bytes) "add " RP_B_0 ", " RP_B_0 ", #" #bytes "\n\t"
#define RP_ON_5(bytes) "add " RP_B_1 ", " RP_B_1 ", #" #bytes "\n\t"
#define RP_ON_6(bytes) "add " RP_B_2 ", " RP_B_2 ", #" #bytes "\n\t"
#define RP_ON_7(bytes) "add " RP_B_3 ", " RP_B_3 ", #" #bytes "\n\t"

#define RP_LOAD_ROWS_OF_A "vldmia " RP_A_0 "!, {s24}\n\tvldmia " RP_A_1 "!, {s25}\n\tvldmia " RP_A_2 "!, {s26}\n\tvldmia " RP_A_3 "!, {s27}\n\t"

#else

static inline void rp_run_4x4(rp_tile_run *run, rp_matrix a, int32_t b_row, int32_t b_column)
{
    a.data = run->fixed;
    while (run->tiles > 0) {
        const rp_matrix b = {run->moving, b_row, b_column};
        const rp_matrix start = {run->start, run->start_step, 1};
        rp_matmul_4x4(run->depth, a, b, start, run->c, run->c_step, 1);
        rp_run_on(run);
    }
}

#endif
#endif
