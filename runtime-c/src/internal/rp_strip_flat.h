/* Strips (rp_strip.h) of an input gradient whose positions read gradients one element apart: one load serves a row of taps of a block. The weights of up to three
 * rows of up to three taps, what a stride leaves of a window, stay in registers for a channel; those of 3 to 5 contiguous taps are loaded row by row. */
#ifndef RP_STRIP_FLAT_H
#define RP_STRIP_FLAT_H

#include "internal/rp_strip.h"

#ifdef RP_VFP_ASM

static inline bool rp_strip_is_flat(const rp_strip *s)
{
    const bool fits = (s->rows < 4 && s->columns < 4) || (s->columns > 2 && s->columns < 6 && s->w_tap == 4);
    return fits && s->x_tap == -4 && s->x_next[0] == 4 && s->x_next[1] == 8 && s->x_next[2] == 12;
}

/* Registers: r8, r9 x and y, r3, r4 what leads them from a block (y: from its last position) to the next, r1 the second row, r2 from one y to the
 * next, r10 blocks left (in memory where it counts rows), lr x_row; weights s16 and up, start s29. */
#define RP_FLAT_MAC(w, x0, x1, x2, x3) RP_MAC4_OF(RP_DW_SUMS, x0, x1, x2, x3, w, "", "", "", "")
#define RP_FLAT_TEXT(BEGIN, WEIGHTS, BLOCK) RP_FLAT_TEXT_OF(BEGIN, WEIGHTS, "ldr r10, [r0, %[blocks]]\n", BLOCK, "subs r10, r10, #1\nbne 3b\n")
#define RP_FLAT_TEXT_OF(BEGIN, WEIGHTS, BLOCKS, BLOCK, NEXT) \
    "ldr r8, [r0, %[x]]\nldr r9, [r0, %[y]]\nldr r2, [r0, %[y_next]]\nldr lr, [r0, %[x_row]]\n" \
    "ldr r3, [r0, %[x_block]]\nldr r4, [r0, %[y_block]]\nsub r4, r4, r2\nsub r4, r4, r2, lsl #1\n" RP_DW_SET("channels_left", "channels") BEGIN \
    "1:\nldr r10, [r0, %[start]]\nvldr s29, [r10]\nldr r5, [r0, %[w]]\nldr r12, [r0, %[w_tap]]\nldr r6, [r0, %[w_rest]]\n" WEIGHTS \
    "ldr r12, [r0, %[lines]]\n" \
    "2:\n" BLOCKS \
    "3:\n" BLOCK "add r8, r8, r3\n" \
    "vstr s0, [r9]\nadd r9, r9, r2\nvstr s1, [r9]\nadd r9, r9, r2\nvstr s2, [r9]\nadd r9, r9, r2\nvstr s3, [r9]\nadd r9, r9, r4\n" \
    NEXT \
    RP_DW_STEP("r8", "x_line") RP_DW_STEP("r9", "y_line") "subs r12, r12, #1\nbne 2b\n" \
    RP_DW_STEP("r8", "x_channel") RP_DW_STEP("r9", "y_channel") RP_DW_FIELD("w", "w_channel") RP_DW_FIELD("start", "start_channel") \
    RP_DW_COUNT("channels_left", "1b")

/* Inputs of T taps for four positions; the one a tap reads begins T - 1 - tap registers up. BACK leads to the lowest address. */
#define RP_FLAT_X_1 "s4-s7"
#define RP_FLAT_X_2 "s4-s8"
#define RP_FLAT_X_3 "s4-s9"
#define RP_FLAT_X_4 "s4-s10"
#define RP_FLAT_X_5 "s4-s11"
#define RP_FLAT_BACK_1 ""
#define RP_FLAT_BACK_2 "sub r8, r8, #4\n"
#define RP_FLAT_BACK_3 "sub r8, r8, #8\n"
#define RP_FLAT_BACK_4 "sub r8, r8, #12\n"
#define RP_FLAT_BACK_5 "sub r8, r8, #16\n"
#define RP_FLAT_MAC_FIRST(w, x0, x1, x2, x3) RP_MAC4_FROM_OF("s29", RP_DW_SUMS, x0, x1, x2, x3, w)
#define RP_FLAT_MACS_1(a) RP_FLAT_MAC(a, "s4", "s5", "s6", "s7")
#define RP_FLAT_MACS_2(a, b) RP_FLAT_MAC(a, "s5", "s6", "s7", "s8") RP_FLAT_MACS_1(b)
#define RP_FLAT_MACS_3(a, b, c) RP_FLAT_MAC(a, "s6", "s7", "s8", "s9") RP_FLAT_MACS_2(b, c)
#define RP_FLAT_MACS_4(a, b, c, d) RP_FLAT_MAC(a, "s7", "s8", "s9", "s10") RP_FLAT_MACS_3(b, c, d)
#define RP_FLAT_MACS_5(a, b, c, d, e) RP_FLAT_MAC(a, "s8", "s9", "s10", "s11") RP_FLAT_MACS_4(b, c, d, e)
/* The same in the first row. */
#define RP_FLAT_FIRST_1(a) RP_FLAT_MAC_FIRST(a, "s4", "s5", "s6", "s7")
#define RP_FLAT_FIRST_2(a, b) RP_FLAT_MAC_FIRST(a, "s5", "s6", "s7", "s8") RP_FLAT_MACS_1(b)
#define RP_FLAT_FIRST_3(a, b, c) RP_FLAT_MAC_FIRST(a, "s6", "s7", "s8", "s9") RP_FLAT_MACS_2(b, c)

/* The weights of a row, 0, 1 or 2, of T taps. */
#define RP_FLAT_W_1_0 "s16"
#define RP_FLAT_W_1_1 "s17"
#define RP_FLAT_W_1_2 "s18"
#define RP_FLAT_W_2_0 "s16", "s17"
#define RP_FLAT_W_2_1 "s18", "s19"
#define RP_FLAT_W_2_2 "s20", "s21"
#define RP_FLAT_W_3_0 "s16", "s17", "s18"
#define RP_FLAT_W_3_1 "s19", "s20", "s21"
#define RP_FLAT_W_3_2 "s22", "s23", "s24"
#define RP_FLAT_W_4_0 "s16", "s17", "s18", "s19"
#define RP_FLAT_W_5_0 "s16", "s17", "s18", "s19", "s20"
#define RP_FLAT_OF(MACRO, ...) MACRO(__VA_ARGS__)
#define RP_FLAT_ROW(T, row, pointer) "vldmia " pointer ", {" RP_FLAT_X_##T "}\n" RP_FLAT_OF(RP_FLAT_MACS_##T, RP_FLAT_W_##T##_##row)
#define RP_FLAT_FIRST(T) "vldmia r8, {" RP_FLAT_X_##T "}\n" RP_FLAT_OF(RP_FLAT_FIRST_##T, RP_FLAT_W_##T##_0)

/* One, two or three rows of T taps. */
#define RP_FLAT_W(register) RP_BY("r5", register, "r12")
#define RP_FLAT_LOADS_1(a) RP_FLAT_W(a)
#define RP_FLAT_LOADS_2(a, b) RP_FLAT_W(a) RP_FLAT_W(b)
#define RP_FLAT_LOADS_3(a, b, c) RP_FLAT_W(a) RP_FLAT_W(b) RP_FLAT_W(c)
#define RP_FLAT_LOAD(T, row) RP_FLAT_OF(RP_FLAT_LOADS_##T, RP_FLAT_W_##T##_##row) "add r5, r5, r6\n"
#define RP_FLAT_1(T) RP_FLAT_TEXT(RP_FLAT_BACK_##T, RP_FLAT_LOAD(T, 0), RP_FLAT_FIRST(T))
#define RP_FLAT_2(T) \
    RP_FLAT_TEXT(RP_FLAT_BACK_##T, RP_FLAT_LOAD(T, 0) RP_FLAT_LOAD(T, 1), "add r1, r8, lr\n" RP_FLAT_FIRST(T) RP_FLAT_ROW(T, 1, "r1"))
#define RP_FLAT_3(T) \
    RP_FLAT_TEXT( \
        RP_FLAT_BACK_##T, RP_FLAT_LOAD(T, 0) RP_FLAT_LOAD(T, 1) RP_FLAT_LOAD(T, 2), \
        "add r1, r8, lr\n" RP_FLAT_FIRST(T) RP_FLAT_ROW(T, 1, "r1") "add r1, r1, lr\n" RP_FLAT_ROW(T, 2, "r1"))

/* Any number of rows of T contiguous taps, weights `w`. */
#define RP_FLAT_ROWS(T, w) \
    RP_FLAT_TEXT_OF( \
        RP_FLAT_BACK_##T, "", RP_DW_SET("blocks_left", "blocks"), \
        "vmov s0, s29\nvmov s1, s29\nvmov s2, s29\nvmov s3, s29\nmov r1, r8\nldr r5, [r0, %[w]]\nldr r10, [r0, %[rows]]\n4:\n" RP_UP("r5", w) "add r5, r5, r6\n" RP_FLAT_ROW(T, 0, "r1") \
        "add r1, r1, lr\nsubs r10, r10, #1\nbne 4b\n", \
        RP_DW_COUNT("blocks_left", "3b"))

static inline void rp_strip_run_flat_rows(rp_strip *strip)
{
    if (strip->columns == 3) {
        RP_DW_ASM(RP_FLAT_ROWS(3, "s16-s18"))
    } else if (strip->columns == 4) {
        RP_DW_ASM(RP_FLAT_ROWS(4, "s16-s19"))
    } else {
        RP_DW_ASM(RP_FLAT_ROWS(5, "s16-s20"))
    }
}

static RP_OUT_OF_LINE void rp_strip_run_flat(rp_strip *strip)
{
    if (strip->rows > 3 || strip->columns > 3) {
        rp_strip_run_flat_rows(strip);
        return;
    }
    switch (3 * strip->rows + strip->columns) {
    case 4:
        RP_DW_ASM(RP_FLAT_1(1))
        break;
    case 5:
        RP_DW_ASM(RP_FLAT_1(2))
        break;
    case 6:
        RP_DW_ASM(RP_FLAT_1(3))
        break;
    case 7:
        RP_DW_ASM(RP_FLAT_2(1))
        break;
    case 8:
        RP_DW_ASM(RP_FLAT_2(2))
        break;
    case 9:
        RP_DW_ASM(RP_FLAT_2(3))
        break;
    case 10:
        RP_DW_ASM(RP_FLAT_3(1))
        break;
    case 11:
        RP_DW_ASM(RP_FLAT_3(2))
        break;
    default:
        RP_DW_ASM(RP_FLAT_3(3))
        break;
    }
}
#endif

#endif
