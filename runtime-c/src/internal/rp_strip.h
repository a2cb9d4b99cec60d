/* Depthwise sums in blocks of four positions along a line of a rectangle whose positions all take the same taps (rp_runs.h), for all channels at once:
 * y = mac(... mac(start, x, w) ..., x, w), taps row by row. What the channels share is walked by assembly; windows of three rows whose positions follow
 * row on row keep their weights in registers and read each input once for a block. */
#ifndef RP_DW_H
#define RP_DW_H

#include "internal/rp_vfp.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Steps are bytes. x_line, y_line, x_channel, y_channel lead from behind the last block of a line to the next line, from behind the last line to the next
 * channel. */
typedef struct {
    const float *x, *w, *start; /* of the first position's first tap, in the first channel */
    float *y;
    int32_t channels, lines, blocks;
    int32_t rows, columns; /* of taps, at least 1 */
    int32_t x_next[3], y_next[3]; /* from a block's first position to its others */
    int32_t x_block, y_block, x_line, y_line, x_channel, y_channel, w_channel, start_channel;
    int32_t x_tap, x_row, x_rest, w_tap, w_rest; /* x_row: from one row of taps to the next; *_rest: from behind its last column */
    int32_t lacks_first, lacks_last; /* the first position of a line lacks the first row of taps where lacks_first is `blocks`, the last the last where lacks_last
                                        is 1; else 0; only where positions follow row on row */
    int32_t channels_left, lines_left, blocks_left; /* counters of the assembly */
} rp_strip;

#ifdef RP_VFP_ASM

/* Registers: r8, r9 x and y of the block, r1-r4 x of its positions, r5 weights, r6 rows of taps left; s0-s3 the sums, s29 their start. */
#define RP_DW_SUMS "s0", "s1", "s2", "s3"
#define RP_DW_STEP(register, step) "ldr r10, [r0, %[" step "]]\nadd " register ", " register ", r10\n"
#define RP_DW_COUNT(counter, label) "ldr r10, [r0, %[" counter "]]\nsubs r10, r10, #1\nstr r10, [r0, %[" counter "]]\nbne " label "\n"
#define RP_DW_SET(counter, count) "ldr r10, [r0, %[" count "]]\nstr r10, [r0, %[" counter "]]\n"
#define RP_DW_FIELD(field, step) "ldr r10, [r0, %[" field "]]\nldr r6, [r0, %[" step "]]\nadd r10, r10, r6\nstr r10, [r0, %[" field "]]\n"
#define RP_DW_TEXT(BEGIN, CHANNEL, BLOCK) RP_DW_TEXT_WITH(BEGIN, CHANNEL, BLOCK, "")
#define RP_DW_TEXT_WITH(BEGIN, CHANNEL, BLOCK, ASIDE) \
    "ldr r8, [r0, %[x]]\nldr r9, [r0, %[y]]\n" RP_DW_SET("channels_left", "channels") BEGIN \
    "1:\nldr r10, [r0, %[start]]\nvldr s29, [r10]\n" CHANNEL RP_DW_SET("lines_left", "lines") \
    "2:\n" RP_DW_SET("blocks_left", "blocks") \
    "3:\nvmov s0, s29\nvmov s1, s29\nvmov s2, s29\nvmov s3, s29\n" BLOCK \
    "ldr r2, [r0, %[y_next]]\nldr r3, [r0, %[y_next] + 4]\nldr r4, [r0, %[y_next] + 8]\nadd r2, r9, r2\nadd r3, r9, r3\nadd r4, r9, r4\n" \
    "vstr s0, [r9]\nvstr s1, [r2]\nvstr s2, [r3]\nvstr s3, [r4]\n" \
    RP_DW_STEP("r8", "x_block") RP_DW_STEP("r9", "y_block") RP_DW_COUNT("blocks_left", "3b") \
    RP_DW_STEP("r8", "x_line") RP_DW_STEP("r9", "y_line") RP_DW_COUNT("lines_left", "2b") \
    RP_DW_STEP("r8", "x_channel") RP_DW_STEP("r9", "y_channel") RP_DW_FIELD("w", "w_channel") RP_DW_FIELD("start", "start_channel") \
    RP_DW_COUNT("channels_left", "1b") ASIDE

/* A block whose positions each read their own taps. */
#define RP_DW_POSITIONS \
    "mov r1, r8\nldr r2, [r0, %[x_next]]\nldr r3, [r0, %[x_next] + 4]\nldr r4, [r0, %[x_next] + 8]\nadd r2, r8, r2\nadd r3, r8, r3\nadd r4, r8, r4\n" \
    "ldr r5, [r0, %[w]]\nldr r6, [r0, %[rows]]\n"

/* Any number of columns, any steps: r12 x_tap, lr w_tap, r10 columns left. */
#define RP_DW_X_BY(pointer, register) RP_BY(pointer, register, "r12")
#define RP_DW_BLOCK_ANY \
    RP_DW_POSITIONS "4:\nldr r10, [r0, %[columns]]\n" \
    "5:\n" RP_BY("r5", "s8", "lr") RP_DW_X_BY("r1", "s4") RP_DW_X_BY("r2", "s5") RP_DW_X_BY("r3", "s6") \
    RP_MAC4_OF(RP_DW_SUMS, "s4", "s5", "s6", "s7", "s8", RP_DW_X_BY("r4", "s7"), "", "", "") "subs r10, r10, #1\nbne 5b\n" \
    "ldr r10, [r0, %[x_rest]]\nadd r1, r1, r10\nadd r2, r2, r10\nadd r3, r3, r10\nadd r4, r4, r10\n" RP_DW_STEP("r5", "w_rest") \
    "subs r6, r6, #1\nbne 4b\n"
#define RP_DW_TEXT_ANY RP_DW_TEXT("ldr r12, [r0, %[x_tap]]\nldr lr, [r0, %[w_tap]]\n", "", RP_DW_BLOCK_ANY)

/* 1 to 5 contiguous columns T: their weights in s4 and up, behind them the inputs of the four positions, lowest address first. r12 w_rest, lr x_row. */
#define RP_DW_1_0 "s5", "s6", "s7", "s8"
#define RP_DW_2_0 "s6", "s8", "s10", "s12"
#define RP_DW_2_1 "s7", "s9", "s11", "s13"
#define RP_DW_3_0 "s7", "s10", "s13", "s16"
#define RP_DW_3_1 "s8", "s11", "s14", "s17"
#define RP_DW_3_2 "s9", "s12", "s15", "s18"
#define RP_DW_4_0 "s8", "s12", "s16", "s20"
#define RP_DW_4_1 "s9", "s13", "s17", "s21"
#define RP_DW_4_2 "s10", "s14", "s18", "s22"
#define RP_DW_4_3 "s11", "s15", "s19", "s23"
#define RP_DW_5_0 "s9", "s14", "s19", "s24"
#define RP_DW_5_1 "s10", "s15", "s20", "s25"
#define RP_DW_5_2 "s11", "s16", "s21", "s26"
#define RP_DW_5_3 "s12", "s17", "s22", "s27"
#define RP_DW_5_4 "s13", "s18", "s23", "s28"
#define RP_DW_MAC(T, column, w) RP_MAC4_OF(RP_DW_SUMS, RP_DW_##T##_##column, w, "", "", "", "")
#define RP_DW_ROWS(BEGIN, WEIGHTS, x1, x2, x3, x4, MACS) \
    RP_DW_TEXT( \
        BEGIN "ldr r12, [r0, %[w_rest]]\nldr lr, [r0, %[x_row]]\n", "", \
        RP_DW_POSITIONS "ldr r10, [r0, %[w_tap]]\n4:\n" WEIGHTS "vldmia r1, {" x1 "}\nadd r1, r1, lr\nvldmia r2, {" x2 "}\nadd r2, r2, lr\nvldmia r3, {" x3 \
                        "}\nadd r3, r3, lr\nvldmia r4, {" x4 "}\nadd r4, r4, lr\nadd r5, r5, r12\n" MACS "subs r6, r6, #1\nbne 4b\n")
#define RP_DW_W(register) RP_BY("r5", register, "r10")
#define RP_DW_ROWS_1(BEGIN, WEIGHTS, a) RP_DW_ROWS(BEGIN, WEIGHTS, "s5", "s6", "s7", "s8", RP_DW_MAC(1, a, "s4"))
#define RP_DW_ROWS_2(BEGIN, WEIGHTS, a, b) \
    RP_DW_ROWS(BEGIN, WEIGHTS, "s6-s7", "s8-s9", "s10-s11", "s12-s13", RP_DW_MAC(2, a, "s4") RP_DW_MAC(2, b, "s5"))
#define RP_DW_ROWS_3(BEGIN, WEIGHTS, a, b, c) \
    RP_DW_ROWS(BEGIN, WEIGHTS, "s7-s9", "s10-s12", "s13-s15", "s16-s18", RP_DW_MAC(3, a, "s4") RP_DW_MAC(3, b, "s5") RP_DW_MAC(3, c, "s6"))
#define RP_DW_ROWS_4(BEGIN, WEIGHTS, a, b, c, d) \
    RP_DW_ROWS( \
        BEGIN, WEIGHTS, "s8-s11", "s12-s15", "s16-s19", "s20-s23", \
        RP_DW_MAC(4, a, "s4") RP_DW_MAC(4, b, "s5") RP_DW_MAC(4, c, "s6") RP_DW_MAC(4, d, "s7"))
#define RP_DW_ROWS_5(BEGIN, WEIGHTS, a, b, c, d, e) \
    RP_DW_ROWS( \
        BEGIN, WEIGHTS, "s9-s13", "s14-s18", "s19-s23", "s24-s28", \
        RP_DW_MAC(5, a, "s4") RP_DW_MAC(5, b, "s5") RP_DW_MAC(5, c, "s6") RP_DW_MAC(5, d, "s7") RP_DW_MAC(5, e, "s8"))

/* Forwards columns go upwards and so do the weights; backwards columns go downwards, and weights are any step apart. */
#define RP_DW_UP_1 RP_DW_ROWS_1("", RP_UP("r5", "s4"), 0)
#define RP_DW_UP_2 RP_DW_ROWS_2("", RP_UP("r5", "s4-s5"), 0, 1)
#define RP_DW_UP_3 RP_DW_ROWS_3("", RP_UP("r5", "s4-s6"), 0, 1, 2)
#define RP_DW_UP_4 RP_DW_ROWS_4("", RP_UP("r5", "s4-s7"), 0, 1, 2, 3)
#define RP_DW_UP_5 RP_DW_ROWS_5("", RP_UP("r5", "s4-s8"), 0, 1, 2, 3, 4)
#define RP_DW_DOWN_1 RP_DW_ROWS_1("", RP_DW_W("s4"), 0)
#define RP_DW_DOWN_2 RP_DW_ROWS_2("sub r8, r8, #4\n", RP_DW_W("s4") RP_DW_W("s5"), 1, 0)
#define RP_DW_DOWN_3 RP_DW_ROWS_3("sub r8, r8, #8\n", RP_DW_W("s4") RP_DW_W("s5") RP_DW_W("s6"), 2, 1, 0)
#define RP_DW_DOWN_4 RP_DW_ROWS_4("sub r8, r8, #12\n", RP_DW_W("s4") RP_DW_W("s5") RP_DW_W("s6") RP_DW_W("s7"), 3, 2, 1, 0)
#define RP_DW_DOWN_5 RP_DW_ROWS_5("sub r8, r8, #16\n", RP_DW_W("s4") RP_DW_W("s5") RP_DW_W("s6") RP_DW_W("s7") RP_DW_W("s8"), 4, 3, 2, 1, 0)

/* Three rows of 3 or 2 contiguous columns, positions row on row: the weights in s16 and up, four rows of inputs from s4 on; the fifth and sixth take the
 * places of the first and second. */
#define RP_DW_R3_0_0 "s4", "s7", "s10", "s13"
#define RP_DW_R3_0_1 "s5", "s8", "s11", "s14"
#define RP_DW_R3_0_2 "s6", "s9", "s12", "s15"
#define RP_DW_R3_1_0 "s7", "s10", "s13", "s4"
#define RP_DW_R3_1_1 "s8", "s11", "s14", "s5"
#define RP_DW_R3_1_2 "s9", "s12", "s15", "s6"
#define RP_DW_R3_2_0 "s10", "s13", "s4", "s7"
#define RP_DW_R3_2_1 "s11", "s14", "s5", "s8"
#define RP_DW_R3_2_2 "s12", "s15", "s6", "s9"
#define RP_DW_R2_0_0 "s4", "s6", "s8", "s10"
#define RP_DW_R2_0_1 "s5", "s7", "s9", "s11"
#define RP_DW_R2_1_0 "s6", "s8", "s10", "s4"
#define RP_DW_R2_1_1 "s7", "s9", "s11", "s5"
#define RP_DW_R2_2_0 "s8", "s10", "s4", "s6"
#define RP_DW_R2_2_1 "s9", "s11", "s5", "s7"
/* The first row of taps for all positions but the first, the last row for all but the last. */
#define RP_DW_R3_FIRST_0 "s7", "s10", "s13"
#define RP_DW_R3_FIRST_1 "s8", "s11", "s14"
#define RP_DW_R3_FIRST_2 "s9", "s12", "s15"
#define RP_DW_R3_LAST_0 "s10", "s13", "s4"
#define RP_DW_R3_LAST_1 "s11", "s14", "s5"
#define RP_DW_R3_LAST_2 "s12", "s15", "s6"
#define RP_DW_R2_FIRST_0 "s6", "s8", "s10"
#define RP_DW_R2_FIRST_1 "s7", "s9", "s11"
#define RP_DW_R2_LAST_0 "s8", "s10", "s4"
#define RP_DW_R2_LAST_1 "s9", "s11", "s5"
#define RP_DW_FIRST_SUMS "s1", "s2", "s3"
#define RP_DW_LAST_SUMS "s0", "s1", "s2"
#define RP_DW_ROLL_MAC(T, row, column, w) RP_MAC4_OF(RP_DW_SUMS, RP_DW_R##T##_##row##_##column, w, "", "", "", "")
#define RP_DW_EDGE_MAC(T, edge, column, w) RP_MAC3_OF(RP_DW_##edge##_SUMS, RP_DW_R##T##_##edge##_##column, w)
#define RP_DW_ROLL_LOAD(registers) "vldmia r1, {" registers "}\nadd r1, r1, lr\n"
#define RP_DW_ROLL_BEGIN "ldr r12, [r0, %[w_rest]]\nldr lr, [r0, %[x_row]]\n"
#define RP_DW_ROLL_WEIGHTS(r0, r1, r2) \
    "ldr r5, [r0, %[w]]\n" RP_UP("r5", r0) "add r5, r5, r12\n" RP_UP("r5", r1) "add r5, r5, r12\n" RP_UP("r5", r2) \
    "ldr r5, [r0, %[lacks_first]]\nldr r6, [r0, %[lacks_last]]\n"
/* x0-x3: the registers of the four rows; M0, M1, M2: products of a row of taps; FIRST, LAST: those of a row that one position lacks. */
#define RP_DW_ROLL(BEGIN, WEIGHTS, x0, x1, x2, x3, M0, M1, M2, FIRST, LAST) \
    RP_DW_TEXT_WITH( \
        BEGIN RP_DW_ROLL_BEGIN, WEIGHTS, \
        "ldr r10, [r0, %[blocks_left]]\ncmp r10, r5\nbeq 4f\n" \
        "mov r1, r8\n" RP_DW_ROLL_LOAD(x0) RP_DW_ROLL_LOAD(x1) RP_DW_ROLL_LOAD(x2) RP_DW_ROLL_LOAD(x3) M0 \
        "5:\n" RP_DW_ROLL_LOAD(x0) M1 "cmp r10, r6\nbeq 6f\n" RP_DW_ROLL_LOAD(x1) M2 "7:\n", \
        "b 8f\n4:\nadd r1, r8, lr\n" RP_DW_ROLL_LOAD(x1) RP_DW_ROLL_LOAD(x2) RP_DW_ROLL_LOAD(x3) FIRST "b 5b\n6:\n" LAST "b 7b\n8:\n")
#define RP_DW_ROLL_3(BEGIN, a, b, c) \
    RP_DW_ROLL( \
        BEGIN, RP_DW_ROLL_WEIGHTS("s16-s18", "s19-s21", "s22-s24"), "s4-s6", "s7-s9", "s10-s12", "s13-s15", \
        RP_DW_ROLL_MAC(3, 0, a, "s16") RP_DW_ROLL_MAC(3, 0, b, "s17") RP_DW_ROLL_MAC(3, 0, c, "s18"), \
        RP_DW_ROLL_MAC(3, 1, a, "s19") RP_DW_ROLL_MAC(3, 1, b, "s20") RP_DW_ROLL_MAC(3, 1, c, "s21"), \
        RP_DW_ROLL_MAC(3, 2, a, "s22") RP_DW_ROLL_MAC(3, 2, b, "s23") RP_DW_ROLL_MAC(3, 2, c, "s24"), \
        RP_DW_EDGE_MAC(3, FIRST, a, "s16") RP_DW_EDGE_MAC(3, FIRST, b, "s17") RP_DW_EDGE_MAC(3, FIRST, c, "s18"), \
        RP_DW_EDGE_MAC(3, LAST, a, "s22") RP_DW_EDGE_MAC(3, LAST, b, "s23") RP_DW_EDGE_MAC(3, LAST, c, "s24"))
#define RP_DW_ROLL_2(BEGIN, a, b) \
    RP_DW_ROLL( \
        BEGIN, RP_DW_ROLL_WEIGHTS("s16-s17", "s18-s19", "s20-s21"), "s4-s5", "s6-s7", "s8-s9", "s10-s11", \
        RP_DW_ROLL_MAC(2, 0, a, "s16") RP_DW_ROLL_MAC(2, 0, b, "s17"), RP_DW_ROLL_MAC(2, 1, a, "s18") RP_DW_ROLL_MAC(2, 1, b, "s19"), \
        RP_DW_ROLL_MAC(2, 2, a, "s20") RP_DW_ROLL_MAC(2, 2, b, "s21"), RP_DW_EDGE_MAC(2, FIRST, a, "s16") RP_DW_EDGE_MAC(2, FIRST, b, "s17"), \
        RP_DW_EDGE_MAC(2, LAST, a, "s20") RP_DW_EDGE_MAC(2, LAST, b, "s21"))
#define RP_DW_UP_ROLL_3 RP_DW_ROLL_3("", 0, 1, 2)
#define RP_DW_UP_ROLL_2 RP_DW_ROLL_2("", 0, 1)
#define RP_DW_DOWN_ROLL_3 RP_DW_ROLL_3("sub r8, r8, #8\n", 2, 1, 0)
#define RP_DW_DOWN_ROLL_2 RP_DW_ROLL_2("sub r8, r8, #4\n", 1, 0)

#define RP_DW_FIELD_OF(field) [field] "i"(offsetof(rp_strip, field))
#define RP_DW_ASM(text) \
    { \
        register rp_strip *in_r0 __asm("r0") = strip; \
        __asm volatile(text \
                       : \
                       : "r"(in_r0), RP_DW_FIELD_OF(x), RP_DW_FIELD_OF(w), RP_DW_FIELD_OF(start), RP_DW_FIELD_OF(y), RP_DW_FIELD_OF(channels), RP_DW_FIELD_OF(lines), \
                         RP_DW_FIELD_OF(blocks), RP_DW_FIELD_OF(rows), RP_DW_FIELD_OF(columns), RP_DW_FIELD_OF(x_next), RP_DW_FIELD_OF(y_next), \
                         RP_DW_FIELD_OF(x_block), RP_DW_FIELD_OF(y_block), RP_DW_FIELD_OF(x_line), RP_DW_FIELD_OF(y_line), RP_DW_FIELD_OF(x_channel), \
                         RP_DW_FIELD_OF(y_channel), RP_DW_FIELD_OF(w_channel), RP_DW_FIELD_OF(start_channel), RP_DW_FIELD_OF(x_tap), RP_DW_FIELD_OF(x_row), \
                         RP_DW_FIELD_OF(x_rest), RP_DW_FIELD_OF(w_tap), RP_DW_FIELD_OF(w_rest), RP_DW_FIELD_OF(channels_left), RP_DW_FIELD_OF(lines_left), \
                         RP_DW_FIELD_OF(blocks_left), RP_DW_FIELD_OF(lacks_first), RP_DW_FIELD_OF(lacks_last) \
                       : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r12", "lr", RP_VFP_ALL, "cc", "memory"); \
    }
#endif

#endif
