/* A run of equal tiles of a matrix product, side by side or one below the other: all tiles share one operand, the other moves on from tile to tile.
 * Every element is one accumulator that starts at `start` and takes its products in ascending k (docs/numerics.md N2).
 *
 * The assembly of a run holds all accumulators in S registers over the loop over k, and reads this structure once per tile: r0-r6 are its first members. */
#ifndef RP_TILE_RUN_H
#define RP_TILE_RUN_H

#include "internal/rp_matmul.h"
#include "internal/rp_vfp_macs.h"

/* Steps in elements; what a step steps over is said at each kind of run. */
typedef struct {
    const float *fixed;
    int32_t fixed_step;
    const float *start;
    int32_t start_step;
    const float *moving;
    int32_t moving_step;
    int32_t depth;
    float *c;
    int32_t c_step;
    int32_t c_on, moving_on, start_on; /* from tile to tile */
    int32_t tiles;                     /* at least 1 */
} rp_tile_run;

#ifdef RP_VFP_ASM

#define RP_TILE_RUN_OPEN \
    "0:\n\t" \
    "ldmia %[run], {r0-r6}\n\t"

/* Leaves c in r1 and c_step in r2 for `store`, which may change r1 and r8. */
#define RP_TILE_RUN_CLOSE(store) \
    "add r0, %[run], #28\n\t" \
    "ldmia r0, {r1-r6}\n\t" \
    "add r3, r1, r3, lsl #2\n\t" \
    "str r3, [%[run], #28]\n\t" store \
    "ldr r9, [%[run], #16]\n\t" \
    "ldr r10, [%[run], #8]\n\t" \
    "add r9, r9, r4, lsl #2\n\t" \
    "add r10, r10, r5, lsl #2\n\t" \
    "str r9, [%[run], #16]\n\t" \
    "str r10, [%[run], #8]\n\t" \
    "subs r6, r6, #1\n\t" \
    "str r6, [%[run], #48]\n\t" \
    "bne 0b\n\t"

#define RP_TILE_RUN(body) \
    __asm volatile(body \
                   : \
                   : [run] "r"(run) \
                   : "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", RP_VFP_ALL, "cc", "memory")

/* Four accumulators, start_step and c_step apart. */
#define RP_LOAD_4 \
    "vldr.32 s0, [r2]\n\t" \
    "add r2, r2, r3, lsl #2\n\t" \
    "vldr.32 s1, [r2]\n\t" \
    "add r2, r2, r3, lsl #2\n\t" \
    "vldr.32 s2, [r2]\n\t" \
    "add r2, r2, r3, lsl #2\n\t" \
    "vldr.32 s3, [r2]\n\t"
#define RP_STORE_4 \
    "vstr.32 s0, [r1]\n\t" \
    "add r1, r1, r2, lsl #2\n\t" \
    "vstr.32 s1, [r1]\n\t" \
    "add r1, r1, r2, lsl #2\n\t" \
    "vstr.32 s2, [r1]\n\t" \
    "add r1, r1, r2, lsl #2\n\t" \
    "vstr.32 s3, [r1]\n\t"

#else

/* The operands of the next tile. */
static inline void rp_run_on(rp_tile_run *run)
{
    run->c += run->c_on;
    run->moving += run->moving_on;
    run->start += run->start_on;
    run->tiles--;
}

#endif
#endif
