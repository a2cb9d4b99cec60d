/* 4x4 tiles, a along k (fixed_step: rows of a), b along k (moving_step: columns of b). */
#ifndef RP_RUN_4X4_KK_H
#define RP_RUN_4X4_KK_H

#include "internal/rp_run_4x4.h"

#ifdef RP_VFP_ASM

#ifdef RP_ACCUMULATE_FUSED

#define RP_KK_ON(pointer, bytes) RP_ON_##pointer(bytes)
#define RP_KK_FOUR RP_FOUR_4X4(RP_U_ALONG_K, RP_V_ALONG_K, RP_KK_ON, 16)
#define RP_KK_ONE RP_ONE_4X4(RP_U_ALONG_K, RP_V_ALONG_K, RP_KK_ON, 4)

#else

#define RP_KK_TWO \
    "vldmia r4!, {s16-s17}\n\t" \
    "vldmia r9!, {s18-s19}\n\t" \
    "vldmia r10!, {s20-s21}\n\t" \
    "vldmia r5!, {s22-s23}\n\t" \
    RP_PAIR_4X4(s16, s18, s20, s22, s17, s19, s21, s23)
#define RP_KK_FOUR RP_KK_TWO RP_KK_TWO
#define RP_KK_ONE \
    "vldmia r4!, {s16}\n\t" \
    "vldmia r9!, {s17}\n\t" \
    "vldmia r10!, {s18}\n\t" \
    "vldmia r5!, {s19}\n\t" \
    RP_LOAD_ROWS_OF_A RP_ROWS_4X4(s24, s25, s26, s27, s16, s17, s18, s19)

#endif

static inline void rp_run_4x4_kk(rp_tile_run *run)
{
    RP_TILE_RUN(RP_TILE_RUN_OPEN RP_LOAD_4X4 RP_ROWS_OF_A RP_COLUMNS_OF_B RP_VFP_FOURS(RP_KK_FOUR, RP_KK_ONE) RP_TILE_RUN_CLOSE(RP_STORE_4X4));
}

#else

static inline void rp_run_4x4_kk(rp_tile_run *run)
{
    rp_run_4x4(run, (rp_matrix){NULL, run->fixed_step, 1}, 1, run->moving_step);
}

#endif
#endif
