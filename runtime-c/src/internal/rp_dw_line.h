/* Weight gradient of one row of taps of one channel of a depthwise convolution, 2 to 5 taps wide: the row's sums in registers, each gradient read once for all
 * of them. Columns at the sides may lack one tap or two. */
#ifndef RP_DW_LINE_H
#define RP_DW_LINE_H

#include "internal/rp_vfp.h"

#include <stddef.h>
#include <stdint.h>

/* The assembly reads the members in this order. */
typedef struct {
    const float *x;  /* the first tap that the first column has */
    const float *dy; /* contiguous, from row to row too */
    float *sums;     /* one a tap */
    int32_t columns, rows;           /* of outputs that have all taps, at least 1; rows, at least 1 */
    int32_t x_column, x_left, x_row; /* bytes: from one column to the next; from the columns at the left, which all begin at one input, to the first that has
                                        all taps; from behind the last column to the next row */
    int32_t left_2, left_1, right_1, right_2; /* 0 or 1, in the order of the columns: the number of those that lack two taps, or one */
} rp_dw_line;

#ifdef RP_VFP_ASM
/* Registers: sums s0 and up, gradients s5, s6, inputs (and their products) s7 and up; r1 x, r2 dy, r3 sums, r4 columns, r5 rows, r6 x_column, r8 x_left,
 * r9 x_row, r10 columns left. Two columns at a time, the last of an odd number alone. */
#ifdef RP_ACCUMULATE_SEPARATE
#define RP_LINE_MUL(sum, x, dy) "vmul.f32 " x ", " x ", " dy "\n"
#define RP_LINE_ADD(sum, x) "vadd.f32 " sum ", " sum ", " x "\n"
#else
#define RP_LINE_MUL(sum, x, dy) "vfma.f32 " sum ", " x ", " dy "\n"
#define RP_LINE_ADD(sum, x) ""
#endif
/* Products of successive taps with inputs in s7 and up. */
#define RP_LINE_MACS_1(dy, a) RP_LINE_MUL(a, "s7", dy) RP_LINE_ADD(a, "s7")
#define RP_LINE_MACS_2(dy, a, b) RP_LINE_MUL(a, "s7", dy) RP_LINE_MUL(b, "s8", dy) RP_LINE_ADD(a, "s7") RP_LINE_ADD(b, "s8")
#define RP_LINE_MACS_3(dy, a, b, c) \
    RP_LINE_MUL(a, "s7", dy) RP_LINE_MUL(b, "s8", dy) RP_LINE_MUL(c, "s9", dy) RP_LINE_ADD(a, "s7") RP_LINE_ADD(b, "s8") RP_LINE_ADD(c, "s9")
#define RP_LINE_MACS_4(dy, a, b, c, d) \
    RP_LINE_MUL(a, "s7", dy) RP_LINE_MUL(b, "s8", dy) RP_LINE_MUL(c, "s9", dy) RP_LINE_MUL(d, "s10", dy) \
    RP_LINE_ADD(a, "s7") RP_LINE_ADD(b, "s8") RP_LINE_ADD(c, "s9") RP_LINE_ADD(d, "s10")
#define RP_LINE_MACS_5(dy, a, b, c, d, e) \
    RP_LINE_MUL(a, "s7", dy) RP_LINE_MUL(b, "s8", dy) RP_LINE_MUL(c, "s9", dy) RP_LINE_MUL(d, "s10", dy) RP_LINE_MUL(e, "s11", dy) \
    RP_LINE_ADD(a, "s7") RP_LINE_ADD(b, "s8") RP_LINE_ADD(c, "s9") RP_LINE_ADD(d, "s10") RP_LINE_ADD(e, "s11")
#define RP_LINE_X_1 "vldr s7, [r1]\n"
#define RP_LINE_X_2 "vldmia r1, {s7-s8}\n"
#define RP_LINE_X_3 "vldmia r1, {s7-s9}\n"
#define RP_LINE_X_4 "vldmia r1, {s7-s10}\n"
#define RP_LINE_X_5 "vldmia r1, {s7-s11}\n"
/* A column that lacks taps, where there is one. */
#define RP_LINE_SIDE(flag, BODY, label) "ldr r10, [r0, %[" flag "]]\ncmp r10, #0\nbeq " label "f\n" RP_UP("r2", "s5") BODY label ":\n"
#define RP_LINE_COLUMN(BODY) BODY "add r1, r1, r6\n"
/* LEFT, RIGHT: the columns at the sides; ONE, OTHER: a full column whose gradient is in s5, in s6. */
#define RP_LINE_TEXT(sums, LEFT, ONE, OTHER, RIGHT) \
    "ldmia r0, {r1, r2, r3, r4, r5, r6, r8, r9}\nvldmia r3, {" sums "}\n" \
    "1:\n" LEFT "add r1, r1, r8\nsubs r10, r4, #2\nblt 3f\n" \
    "2:\n" RP_UP("r2", "s5-s6") RP_LINE_COLUMN(ONE) RP_LINE_COLUMN(OTHER) "subs r10, r10, #2\nbge 2b\n" \
    "3:\nadds r10, r10, #2\nbeq 4f\n" RP_UP("r2", "s5") RP_LINE_COLUMN(ONE) \
    "4:\n" RIGHT "add r1, r1, r9\nsubs r5, r5, #1\nbne 1b\nvstmia r3, {" sums "}\n"
#define RP_LINE_2 \
    RP_LINE_TEXT( \
        "s0-s1", RP_LINE_SIDE("left_1", RP_LINE_X_1 RP_LINE_MACS_1("s5", "s1"), "6"), RP_LINE_X_2 RP_LINE_MACS_2("s5", "s0", "s1"), \
        RP_LINE_X_2 RP_LINE_MACS_2("s6", "s0", "s1"), RP_LINE_SIDE("right_1", RP_LINE_COLUMN(RP_LINE_X_1 RP_LINE_MACS_1("s5", "s0")), "7"))
#define RP_LINE_3 \
    RP_LINE_TEXT( \
        "s0-s2", \
        RP_LINE_SIDE("left_2", RP_LINE_X_1 RP_LINE_MACS_1("s5", "s2"), "5") RP_LINE_SIDE("left_1", RP_LINE_X_2 RP_LINE_MACS_2("s5", "s1", "s2"), "6"), \
        RP_LINE_X_3 RP_LINE_MACS_3("s5", "s0", "s1", "s2"), RP_LINE_X_3 RP_LINE_MACS_3("s6", "s0", "s1", "s2"), \
        RP_LINE_SIDE("right_1", RP_LINE_COLUMN(RP_LINE_X_2 RP_LINE_MACS_2("s5", "s0", "s1")), "7") \
            RP_LINE_SIDE("right_2", RP_LINE_COLUMN(RP_LINE_X_1 RP_LINE_MACS_1("s5", "s0")), "8"))
#define RP_LINE_4 \
    RP_LINE_TEXT( \
        "s0-s3", \
        RP_LINE_SIDE("left_2", RP_LINE_X_2 RP_LINE_MACS_2("s5", "s2", "s3"), "5") \
            RP_LINE_SIDE("left_1", RP_LINE_X_3 RP_LINE_MACS_3("s5", "s1", "s2", "s3"), "6"), \
        RP_LINE_X_4 RP_LINE_MACS_4("s5", "s0", "s1", "s2", "s3"), RP_LINE_X_4 RP_LINE_MACS_4("s6", "s0", "s1", "s2", "s3"), \
        RP_LINE_SIDE("right_1", RP_LINE_COLUMN(RP_LINE_X_3 RP_LINE_MACS_3("s5", "s0", "s1", "s2")), "7") \
            RP_LINE_SIDE("right_2", RP_LINE_COLUMN(RP_LINE_X_2 RP_LINE_MACS_2("s5", "s0", "s1")), "8"))
#define RP_LINE_5 \
    RP_LINE_TEXT( \
        "s0-s4", \
        RP_LINE_SIDE("left_2", RP_LINE_X_3 RP_LINE_MACS_3("s5", "s2", "s3", "s4"), "5") \
            RP_LINE_SIDE("left_1", RP_LINE_X_4 RP_LINE_MACS_4("s5", "s1", "s2", "s3", "s4"), "6"), \
        RP_LINE_X_5 RP_LINE_MACS_5("s5", "s0", "s1", "s2", "s3", "s4"), RP_LINE_X_5 RP_LINE_MACS_5("s6", "s0", "s1", "s2", "s3", "s4"), \
        RP_LINE_SIDE("right_1", RP_LINE_COLUMN(RP_LINE_X_4 RP_LINE_MACS_4("s5", "s0", "s1", "s2", "s3")), "7") \
            RP_LINE_SIDE("right_2", RP_LINE_COLUMN(RP_LINE_X_3 RP_LINE_MACS_3("s5", "s0", "s1", "s2")), "8"))
#define RP_LINE_FIELD(field) [field] "i"(offsetof(rp_dw_line, field))
#define RP_LINE_ASM(text) \
    { \
        register const rp_dw_line *in_r0 __asm("r0") = line; \
        __asm volatile(text \
                       : \
                       : "r"(in_r0), RP_LINE_FIELD(left_2), RP_LINE_FIELD(left_1), RP_LINE_FIELD(right_1), RP_LINE_FIELD(right_2) \
                       : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "cc", \
                         "memory"); \
    }

/* taps: 2 to 5; where there are 2, no column lacks two. */
static RP_OUT_OF_LINE void rp_dw_line_sum(int32_t taps, const rp_dw_line *line)
{
    if (taps == 2) {
        RP_LINE_ASM(RP_LINE_2)
    } else if (taps == 3) {
        RP_LINE_ASM(RP_LINE_3)
    } else if (taps == 4) {
        RP_LINE_ASM(RP_LINE_4)
    } else {
        RP_LINE_ASM(RP_LINE_5)
    }
}
#else
/* One column: taps first..end-1, of which the first lies at x. */
static inline void rp_dw_line_column(const rp_dw_line *line, int32_t first, int32_t end, int32_t x, float dy)
{
    for (int32_t tap = first; tap < end; tap++) {
        line->sums[tap] = rp_mac(line->sums[tap], line->x[x / (int32_t)sizeof(float) + tap - first], dy);
    }
}

static void rp_dw_line_sum(int32_t taps, const rp_dw_line *line)
{
    const float *dy = line->dy;
    int32_t x = 0;
    for (int32_t row = 0; row < line->rows; row++) {
        for (int32_t lacks = 2; lacks > 0; lacks--) {
            if ((lacks == 2 ? line->left_2 : line->left_1) > 0) {
                rp_dw_line_column(line, lacks, taps, x, *dy++);
            }
        }
        x += line->x_left;
        for (int32_t column = 0; column < line->columns + line->right_1 + line->right_2; column++) {
            const int32_t lacks = column < line->columns ? 0 : column < line->columns + line->right_1 ? 1 : 2;
            rp_dw_line_column(line, 0, taps - lacks, x, *dy++);
            x += line->x_column;
        }
        x += line->x_row;
    }
}
#endif

#endif
