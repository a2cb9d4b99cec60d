/* Multiply-accumulates and loops of the inline assembly of matrix products.
 *
 * Separate rounding is Cortex-M4's: VMUL and VADD (1 + 1 cycle) instead of VMLA (3); VLDM of N registers costs 1 + N where N times VLDR would cost 2N.
 * Fused is Cortex-M7's: one VFMA per cycle beside one load or store, so single loads stand between the VFMAs; VLDM would hold both pipes. */
#ifndef RP_VFP_MACS_H
#define RP_VFP_MACS_H

#include "internal/rp_vfp.h"

#ifdef RP_VFP_ASM

#ifdef RP_ACCUMULATE_FUSED

#define RP_VFP_MAC(c, u, v) "vfma.f32 " #c ", " #u ", " #v "\n\t"
/* Four products of u. */
#define RP_VFP_MAC_4(c0, c1, c2, c3, u, v0, v1, v2, v3) \
    RP_VFP_MAC(c0, u, v0) RP_VFP_MAC(c1, u, v1) RP_VFP_MAC(c2, u, v2) RP_VFP_MAC(c3, u, v3)
#else

/* s28-s31 take the products. */
#define RP_VFP_MAC(c, u, v) "vmul.f32 s28, " #u ", " #v "\n\tvadd.f32 " #c ", " #c ", s28\n\t"
/* Four products of u, none used directly behind its multiplication. */
#define RP_VFP_MAC_4(c0, c1, c2, c3, u, v0, v1, v2, v3) \
    "vmul.f32 s28, " #u ", " #v0 "\n\t" \
    "vmul.f32 s29, " #u ", " #v1 "\n\t" \
    "vmul.f32 s30, " #u ", " #v2 "\n\t" \
    "vmul.f32 s31, " #u ", " #v3 "\n\t" \
    "vadd.f32 " #c0 ", " #c0 ", s28\n\t" \
    "vadd.f32 " #c1 ", " #c1 ", s29\n\t" \
    "vadd.f32 " #c2 ", " #c2 ", s30\n\t" \
    "vadd.f32 " #c3 ", " #c3 ", s31\n\t"
#endif

/* The loop over k: `four` depth / 4 times, then `one` for the rest. r6 is the depth, r8 the counter. */
#define RP_VFP_FOURS(four, one) \
    "lsrs r8, r6, #2\n\t" \
    "beq 2f\n" \
    "1:\n\t" four \
    "subs r8, r8, #1\n\t" \
    "bne 1b\n" \
    "2:\n\t" \
    "ands r8, r6, #3\n\t" \
    "beq 4f\n" \
    "3:\n\t" one \
    "subs r8, r8, #1\n\t" \
    "bne 3b\n" \
    "4:\n\t"

/* The same, `one` k at a time. */
#define RP_VFP_ONES(one) \
    "movs r8, r6\n\t" \
    "beq 4f\n" \
    "3:\n\t" one \
    "subs r8, r8, #1\n\t" \
    "bne 3b\n" \
    "4:\n\t"

#endif
#endif
