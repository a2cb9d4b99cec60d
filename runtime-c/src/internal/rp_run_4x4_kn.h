/* 4x4 tiles, a along k (fixed_step: rows of a), b along its columns (moving_step: rows of b). */
#ifndef RP_RUN_4X4_KN_H
#define RP_RUN_4X4_KN_H

#include "internal/rp_run_4x4.h"

#ifdef RP_VFP_ASM

#ifdef RP_ACCUMULATE_FUSED

#define RP_KN_ON_0(bytes) RP_ON_0(bytes)
#define RP_KN_ON_1(bytes) RP_ON_1(bytes)
#define RP_KN_ON_2(bytes) RP_ON_2(bytes)
#define RP_KN_ON_3(bytes) RP_ON_3(bytes)
#define RP_KN_ON_4(bytes)
#define RP_KN_ON_5(bytes)
#define RP_KN_ON_6(bytes)
#define RP_KN_ON_7(bytes)
#define RP_KN_ON(pointer, bytes) RP_KN_ON_##pointer(bytes)
#define RP_KN_FOUR RP_FOUR_4X4(RP_U_ALONG_K, RP_V_ACROSS, RP_KN_ON, 16)
#define RP_KN_ONE RP_ONE_4X4(RP_U_ALONG_K, RP_V_ACROSS, RP_KN_ON, 4)

#else

#define RP_KN_TWO \
    "vldmia r4, {s16-s19}\n\t" \
    RP_NEXT_B \
    "vldmia r4, {s20-s23}\n\t" \
    RP_NEXT_B \
    RP_PAIR_4X4(s16, s17, s18, s19, s20, s21, s22, s23)
#define RP_KN_FOUR RP_KN_TWO RP_KN_TWO
#define RP_KN_ONE \
    "vldmia r4, {s16-s19}\n\t" \
    RP_NEXT_B \
    RP_LOAD_ROWS_OF_A RP_ROWS_4X4(s24, s25, s26, s27, s16, s17, s18, s19)

#endif

static inline void rp_run_4x4_kn(rp_tile_run *run)
{
    RP_TILE_RUN(RP_TILE_RUN_OPEN RP_LOAD_4X4 RP_ROWS_OF_A RP_VFP_FOURS(RP_KN_FOUR, RP_KN_ONE) RP_TILE_RUN_CLOSE(RP_STORE_4X4));
}

#else

static inline void rp_run_4x4_kn(rp_tile_run *run)
{
    rp_run_4x4(run, (rp_matrix){NULL, run->fixed_step, 1}, run->moving_step, 1);
}

#endif
#endif
