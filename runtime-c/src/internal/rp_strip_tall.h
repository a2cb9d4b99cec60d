/* Strips (rp_strip.h) of an input gradient whose positions read one row of gradients behind the other, through one or two rows of one to three taps each: what a
 * stride leaves of a window where planes are narrow. The weights stay in registers for a channel, each row of gradients is loaded once for a block. */
#ifndef RP_STRIP_TALL_H
#define RP_STRIP_TALL_H

#include "internal/rp_strip_flat.h"

#ifdef RP_VFP_ASM

static inline bool rp_strip_is_tall(const rp_strip *s)
{
    return s->rows < 3 && s->columns < 4 && s->x_tap == -4 && s->x_next[0] == s->x_row && s->x_next[1] == 2 * s->x_row && s->x_next[2] == 3 * s->x_row
           && s->y_next[1] == 2 * s->y_next[0] && s->y_next[2] == 3 * s->y_next[0] && s->lacks_first == 0 && s->lacks_last == 0;
}

/* Registers as in rp_strip_flat.h, but for: rows of gradients s4 and up, weights s19 and up. Column c of row r, as the four positions read it: */
#define RP_TALL_1_0_0 "s4", "s5", "s6", "s7"
#define RP_TALL_1_1_0 "s5", "s6", "s7", "s8"
#define RP_TALL_2_0_0 "s4", "s6", "s8", "s10"
#define RP_TALL_2_0_1 "s5", "s7", "s9", "s11"
#define RP_TALL_2_1_0 "s6", "s8", "s10", "s12"
#define RP_TALL_2_1_1 "s7", "s9", "s11", "s13"
#define RP_TALL_3_0_0 "s4", "s7", "s10", "s13"
#define RP_TALL_3_0_1 "s5", "s8", "s11", "s14"
#define RP_TALL_3_0_2 "s6", "s9", "s12", "s15"
#define RP_TALL_3_1_0 "s7", "s10", "s13", "s16"
#define RP_TALL_3_1_1 "s8", "s11", "s14", "s17"
#define RP_TALL_3_1_2 "s9", "s12", "s15", "s18"
#define RP_TALL_MAC(T, row, column, w) RP_MAC4_OF(RP_DW_SUMS, RP_TALL_##T##_##row##_##column, w, "", "", "", "")
#define RP_TALL_FIRST(T, column, w) RP_MAC4_FROM_OF("s29", RP_DW_SUMS, RP_TALL_##T##_0_##column, w)
#define RP_TALL_LOAD(registers) "vldmia r1, {" registers "}\nadd r1, r1, lr\n"
#define RP_TALL_TEXT(T, WEIGHTS, LOADS, MACS) RP_FLAT_TEXT(RP_FLAT_BACK_##T, WEIGHTS, "mov r1, r8\n" LOADS MACS)

#define RP_TALL_LOADS_1 RP_TALL_LOAD("s4") RP_TALL_LOAD("s5") RP_TALL_LOAD("s6") RP_TALL_LOAD("s7")
#define RP_TALL_LOADS_2 RP_TALL_LOAD("s4-s5") RP_TALL_LOAD("s6-s7") RP_TALL_LOAD("s8-s9") RP_TALL_LOAD("s10-s11")
#define RP_TALL_LOADS_3 RP_TALL_LOAD("s4-s6") RP_TALL_LOAD("s7-s9") RP_TALL_LOAD("s10-s12") RP_TALL_LOAD("s13-s15")
#define RP_TALL_ROW_1 RP_TALL_FIRST(1, 0, "s19")
#define RP_TALL_ROW_2 RP_TALL_FIRST(2, 1, "s19") RP_TALL_MAC(2, 0, 0, "s20")
#define RP_TALL_ROW_3 RP_TALL_FIRST(3, 2, "s19") RP_TALL_MAC(3, 0, 1, "s20") RP_TALL_MAC(3, 0, 0, "s21")
#define RP_TALL_NEXT_ROW "add r5, r5, r6\n"

#define RP_TALL_1X1 RP_TALL_TEXT(1, RP_FLAT_W("s19"), RP_TALL_LOADS_1, RP_TALL_ROW_1)
#define RP_TALL_1X2 RP_TALL_TEXT(2, RP_FLAT_LOADS_2("s19", "s20"), RP_TALL_LOADS_2, RP_TALL_ROW_2)
#define RP_TALL_1X3 RP_TALL_TEXT(3, RP_FLAT_LOADS_3("s19", "s20", "s21"), RP_TALL_LOADS_3, RP_TALL_ROW_3)
#define RP_TALL_2X1 \
    RP_TALL_TEXT(1, RP_FLAT_W("s19") RP_TALL_NEXT_ROW RP_FLAT_W("s20"), RP_TALL_LOADS_1 RP_TALL_LOAD("s8"), RP_TALL_ROW_1 RP_TALL_MAC(1, 1, 0, "s20"))
#define RP_TALL_2X2 \
    RP_TALL_TEXT( \
        2, RP_FLAT_LOADS_2("s19", "s20") RP_TALL_NEXT_ROW RP_FLAT_LOADS_2("s21", "s22"), RP_TALL_LOADS_2 RP_TALL_LOAD("s12-s13"), \
        RP_TALL_ROW_2 RP_TALL_MAC(2, 1, 1, "s21") RP_TALL_MAC(2, 1, 0, "s22"))
#define RP_TALL_2X3 \
    RP_TALL_TEXT( \
        3, RP_FLAT_LOADS_3("s19", "s20", "s21") RP_TALL_NEXT_ROW RP_FLAT_LOADS_3("s22", "s23", "s24"), RP_TALL_LOADS_3 RP_TALL_LOAD("s16-s18"), \
        RP_TALL_ROW_3 RP_TALL_MAC(3, 1, 2, "s22") RP_TALL_MAC(3, 1, 1, "s23") RP_TALL_MAC(3, 1, 0, "s24"))

static RP_OUT_OF_LINE void rp_strip_run_tall(rp_strip *strip)
{
    if (strip->rows == 1) {
        if (strip->columns == 1) {
            RP_DW_ASM(RP_TALL_1X1)
        } else if (strip->columns == 2) {
            RP_DW_ASM(RP_TALL_1X2)
        } else {
            RP_DW_ASM(RP_TALL_1X3)
        }
    } else if (strip->columns == 1) {
        RP_DW_ASM(RP_TALL_2X1)
    } else if (strip->columns == 2) {
        RP_DW_ASM(RP_TALL_2X2)
    } else {
        RP_DW_ASM(RP_TALL_2X3)
    }
}
#endif

#endif
