/* What the register blocks for Xpulp share: which register holds what, and the order of products and loads.
 *
 * Sums are s0 - s11 and t3 - t6, four to a row; t0, t1, t2, a0 hold the four rows of a, a1 and a2 the columns of b in turn; a3 and a4 point into a and b, or into where
 * sums come from or go to; a5, a7 step to the next element of a group of four, a6, ra from the last to the next group. */
#ifndef RP_XPULP_SCHEDULE_H
#define RP_XPULP_SCHEDULE_H

#include "internal/rp_xpulp.h"

#define RP_XPULP_NEXT_A(rd) RP_P_LW_REGISTER(rd, "a3", "a5")
#define RP_XPULP_BACK_A(rd) RP_P_LW_REGISTER(rd, "a3", "a6")
#define RP_XPULP_NEXT_B(rd) RP_P_LW_REGISTER(rd, "a4", "a7")
#define RP_XPULP_BACK_B(rd) RP_P_LW_REGISTER(rd, "a4", "ra")
#define RP_XPULP_NEXT_TO(value) RP_P_SW_REGISTER(value, "a3", "a5")
#define RP_XPULP_BACK_TO(value) RP_P_SW_REGISTER(value, "a3", "a6")

#define RP_XPULP_MAC(sum, a, b) "fmadd.s " sum ", " a ", " b ", " sum "\n"

/* All sums by NEXT, but the last of each four by LAST. */
#define RP_XPULP_SUMS(NEXT, LAST) \
    NEXT("s0") NEXT("s1") NEXT("s2") LAST("s3") NEXT("s4") NEXT("s5") NEXT("s6") LAST("s7") \
    NEXT("s8") NEXT("s9") NEXT("s10") LAST("s11") NEXT("t3") NEXT("t4") NEXT("t5") LAST("t6")

/* 4x4: columns 0 to 2 of one k, and column 3 with the first loads of the next k. PRODUCT(sum, a, b). */
#define RP_XPULP_COLUMNS_0_TO_2(PRODUCT) \
    PRODUCT("s0", "t0", "a1") RP_XPULP_NEXT_A("t2") PRODUCT("s4", "t1", "a1") RP_XPULP_BACK_A("a0") PRODUCT("s8", "t2", "a1") RP_XPULP_NEXT_B("a2") \
    PRODUCT("t3", "a0", "a1") \
    PRODUCT("s1", "t0", "a2") PRODUCT("s5", "t1", "a2") RP_XPULP_NEXT_B("a1") PRODUCT("s9", "t2", "a2") PRODUCT("t4", "a0", "a2") \
    PRODUCT("s2", "t0", "a1") PRODUCT("s6", "t1", "a1") RP_XPULP_BACK_B("a2") PRODUCT("s10", "t2", "a1") PRODUCT("t5", "a0", "a1")
#define RP_XPULP_COLUMN_3(PRODUCT) \
    PRODUCT("s3", "t0", "a2") RP_XPULP_NEXT_B("a1") PRODUCT("s7", "t1", "a2") RP_XPULP_NEXT_A("t0") PRODUCT("s11", "t2", "a2") PRODUCT("t6", "a0", "a2") \
    RP_XPULP_NEXT_A("t1")
/* Column 3 of the last k: nothing follows. */
#define RP_XPULP_LAST_COLUMN_3(PRODUCT) PRODUCT("s3", "t0", "a2") PRODUCT("s7", "t1", "a2") PRODUCT("s11", "t2", "a2") PRODUCT("t6", "a0", "a2")

/* 16x1: rows 0 to 11 of one k, LAST loading row 15, and what follows the product of row 12 with the first loads of the next k. */
#define RP_XPULP_ROWS_0_TO_11(LAST) \
    RP_XPULP_FOUR_ROWS("s0", "s1", "s2", "s3", RP_XPULP_NEXT_A) RP_XPULP_FOUR_ROWS("s4", "s5", "s6", "s7", RP_XPULP_NEXT_A) \
    RP_XPULP_FOUR_ROWS("s8", "s9", "s10", "s11", LAST)
#define RP_XPULP_FOUR_ROWS(sum0, sum1, sum2, sum3, LAST) \
    RP_XPULP_MAC(sum0, "t0", "a1") RP_XPULP_NEXT_A("t0") RP_XPULP_MAC(sum1, "t1", "a1") RP_XPULP_NEXT_A("t1") RP_XPULP_MAC(sum2, "t2", "a1") \
    RP_XPULP_NEXT_A("t2") RP_XPULP_MAC(sum3, "a0", "a1") LAST("a0")
#define RP_XPULP_ROWS_13_TO_15 \
    RP_XPULP_NEXT_A("t0") RP_XPULP_MAC("t4", "t1", "a1") RP_XPULP_NEXT_A("t1") RP_XPULP_MAC("t5", "t2", "a1") RP_XPULP_NEXT_A("t2") \
    RP_XPULP_MAC("t6", "a0", "a1") RP_XPULP_NEXT_B("a1") RP_XPULP_NEXT_A("a0")

/* What a block of sixteen sums uses beside a0. */
#define RP_XPULP_BLOCK_REGISTERS \
    "memory", "ra", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", \
        "s8", "s9", "s10", "s11"

#endif
