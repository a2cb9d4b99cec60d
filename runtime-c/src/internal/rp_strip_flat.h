/* Strips (rp_strip.h) of an input gradient whose positions read gradients one element apart, through one or two rows of one or two taps each: what a stride
 * leaves of a window. The weights stay in registers for a channel, one load serves a row of a block. */
#ifndef RP_STRIP_FLAT_H
#define RP_STRIP_FLAT_H

#include "internal/rp_strip.h"

#ifdef RP_VFP_ASM

static inline bool rp_strip_is_flat(const rp_strip *s)
{
    return s->rows < 3 && s->columns < 3 && s->x_tap == -4 && s->x_next[0] == 4 && s->x_next[1] == 8 && s->x_next[2] == 12;
}

/* Registers: r8, r9 x and y, r3, r4 what leads them from a block (y: from its last position) to the next, r1 the second row, r2 from one y to the
 * next, r10 blocks left, lr x_row; weights s16-s19, start s29. */
#define RP_FLAT_MAC(w, x0, x1, x2, x3) RP_MAC4_OF(RP_DW_SUMS, x0, x1, x2, x3, w, "", "", "", "")
#define RP_FLAT_TEXT(BEGIN, WEIGHTS, BLOCK) \
    "ldr r8, [r0, %[x]]\nldr r9, [r0, %[y]]\nldr r2, [r0, %[y_next]]\nldr lr, [r0, %[x_row]]\n" \
    "ldr r3, [r0, %[x_block]]\nldr r4, [r0, %[y_block]]\nsub r4, r4, r2\nsub r4, r4, r2, lsl #1\n" RP_DW_SET("channels_left", "channels") BEGIN \
    "1:\nldr r10, [r0, %[start]]\nvldr s29, [r10]\nldr r5, [r0, %[w]]\nldr r12, [r0, %[w_tap]]\nldr r6, [r0, %[w_rest]]\n" WEIGHTS \
    "ldr r12, [r0, %[lines]]\n" \
    "2:\nldr r10, [r0, %[blocks]]\n" \
    "3:\nvmov s0, s29\nvmov s1, s29\nvmov s2, s29\nvmov s3, s29\n" BLOCK "add r8, r8, r3\n" \
    "vstr s0, [r9]\nadd r9, r9, r2\nvstr s1, [r9]\nadd r9, r9, r2\nvstr s2, [r9]\nadd r9, r9, r2\nvstr s3, [r9]\nadd r9, r9, r4\n" \
    "subs r10, r10, #1\nbne 3b\n" \
    RP_DW_STEP("r8", "x_line") RP_DW_STEP("r9", "y_line") "subs r12, r12, #1\nbne 2b\n" \
    RP_DW_STEP("r8", "x_channel") RP_DW_STEP("r9", "y_channel") RP_DW_FIELD("w", "w_channel") RP_DW_FIELD("start", "start_channel") \
    RP_DW_COUNT("channels_left", "1b")

#define RP_FLAT_W(register) RP_BY("r5", register, "r12")
#define RP_FLAT_ROW_1(pointer, x0, x1, x2, x3, w) "vldmia " pointer ", {" x0 "-" x3 "}\n" RP_FLAT_MAC(w, x0, x1, x2, x3)
#define RP_FLAT_ROW_2(pointer, x0, x1, x2, x3, x4, v, w) \
    "vldmia " pointer ", {" x0 "-" x4 "}\n" RP_FLAT_MAC(v, x1, x2, x3, x4) RP_FLAT_MAC(w, x0, x1, x2, x3)
#define RP_FLAT_1X1 RP_FLAT_TEXT("", RP_FLAT_W("s16"), RP_FLAT_ROW_1("r8", "s4", "s5", "s6", "s7", "s16"))
#define RP_FLAT_1X2 \
    RP_FLAT_TEXT("sub r8, r8, #4\n", RP_FLAT_W("s16") RP_FLAT_W("s17"), RP_FLAT_ROW_2("r8", "s4", "s5", "s6", "s7", "s8", "s16", "s17"))
#define RP_FLAT_2X1 \
    RP_FLAT_TEXT( \
        "", RP_FLAT_W("s16") "add r5, r5, r6\n" RP_FLAT_W("s17"), \
        "add r1, r8, lr\n" RP_FLAT_ROW_1("r8", "s4", "s5", "s6", "s7", "s16") RP_FLAT_ROW_1("r1", "s8", "s9", "s10", "s11", "s17"))
#define RP_FLAT_2X2 \
    RP_FLAT_TEXT( \
        "sub r8, r8, #4\n", RP_FLAT_W("s16") RP_FLAT_W("s17") "add r5, r5, r6\n" RP_FLAT_W("s18") RP_FLAT_W("s19"), \
        "add r1, r8, lr\n" RP_FLAT_ROW_2("r8", "s4", "s5", "s6", "s7", "s8", "s16", "s17") \
            RP_FLAT_ROW_2("r1", "s9", "s10", "s11", "s12", "s13", "s18", "s19"))

static inline void rp_strip_run_flat(rp_strip *strip)
{
    if (strip->rows == 2 && strip->columns == 2) {
        RP_DW_ASM(RP_FLAT_2X2)
    } else if (strip->rows == 2) {
        RP_DW_ASM(RP_FLAT_2X1)
    } else if (strip->columns == 2) {
        RP_DW_ASM(RP_FLAT_1X2)
    } else {
        RP_DW_ASM(RP_FLAT_1X1)
    }
}
#endif

#endif
