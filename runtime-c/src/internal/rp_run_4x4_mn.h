/* 4x4 tiles, a along its rows (fixed_step: columns of a), b along its columns (moving_step: rows of b). */
#ifndef RP_RUN_4X4_MN_H
#define RP_RUN_4X4_MN_H

#include "internal/rp_run_4x4.h"

#ifdef RP_VFP_ASM

#ifdef RP_ACCUMULATE_FUSED

#define RP_MN_ON(pointer, bytes)
#define RP_MN_FOUR RP_FOUR_4X4(RP_U_ACROSS, RP_V_ACROSS, RP_MN_ON, 0)
#define RP_MN_ONE RP_ONE_4X4(RP_U_ACROSS, RP_V_ACROSS, RP_MN_ON, 0)

#else

#define RP_MN_ONE \
    "vldmia r0, {s16-s19}\n\t" \
    RP_NEXT_A \
    "vldmia r4, {s20-s23}\n\t" \
    RP_NEXT_B \
    RP_ROWS_4X4(s16, s17, s18, s19, s20, s21, s22, s23)
#define RP_MN_FOUR RP_MN_ONE RP_MN_ONE RP_MN_ONE RP_MN_ONE

#endif

static inline void rp_run_4x4_mn(rp_tile_run *run)
{
    RP_TILE_RUN(RP_TILE_RUN_OPEN RP_LOAD_4X4 RP_VFP_FOURS(RP_MN_FOUR, RP_MN_ONE) RP_TILE_RUN_CLOSE(RP_STORE_4X4));
}

#else

static inline void rp_run_4x4_mn(rp_tile_run *run)
{
    rp_run_4x4(run, (rp_matrix){NULL, 1, run->fixed_step}, run->moving_step, 1);
}

#endif
#endif
