/* Weight gradient of one channel of a depthwise convolution with a 3x3 window, over successive rows of outputs: nine sums in registers, each gradient read
 * once for all of them. */
#ifndef RP_DW_ROWS_H
#define RP_DW_ROWS_H

#include "internal/rp_vfp.h"

#include <stddef.h>
#include <stdint.h>

/* A row of outputs: `left` (0 or 1) columns without tap 0, then 2*pairs + singles columns with all taps, then `right` (0 or 1) without tap 2. */
typedef struct {
    const float *x[3];  /* the rows of inputs: the first tap that the first column has */
    const float *dy;    /* contiguous from row to row */
    float *sums;        /* nine */
    int32_t rows;       /* at least 1 */
    int32_t left, pairs, singles, right; /* pairs only where x_column is one element */
    int32_t x_left, x_column, x_row; /* bytes: from the left column to the next, from one column to the next, from behind the last of those to the next row */
} rp_dw_rows;

#ifdef RP_VFP_ASM
/* Registers: sums s0-s8; gradients s9, s10; inputs s11-s14, s15-s18, s19-s22 (a row of taps each); r1-r3 inputs, r4 gradients, r9 rows left. */
#ifdef RP_ACCUMULATE_SEPARATE
#define RP_DW_MAC2(a0, a1, x0, x1, dy) \
    "vmul.f32 s30, " x0 ", " dy "\nvmul.f32 s31, " x1 ", " dy "\nvadd.f32 " a0 ", " a0 ", s30\nvadd.f32 " a1 ", " a1 ", s31\n"
#else
#define RP_DW_MAC2(a0, a1, x0, x1, dy) "vfma.f32 " a0 ", " x0 ", " dy "\nvfma.f32 " a1 ", " x1 ", " dy "\n"
#endif
#define RP_DW_LOAD_ROWS(r0, r1, r2) "vldmia r1, {" r0 "}\nvldmia r2, {" r1 "}\nvldmia r3, {" r2 "}\n"
#define RP_DW_MOVE_ROWS(by) "add r1, r1, " by "\nadd r2, r2, " by "\nadd r3, r3, " by "\n"
#define RP_DW_ROWS_TEXT \
    "ldr r12, [r0, %[sums]]\nvldmia r12, {s0-s8}\nldr r1, [r0, %[x]]\nldr r2, [r0, %[x] + 4]\nldr r3, [r0, %[x] + 8]\nldr r4, [r0, %[dy]]\n" \
    "ldr r9, [r0, %[rows]]\nldr r5, [r0, %[left]]\nldr r6, [r0, %[right]]\nldr r8, [r0, %[x_column]]\n" \
    "1:\ncmp r5, #0\nbeq 2f\n" RP_UP("r4", "s9") RP_DW_LOAD_ROWS("s11-s12", "s15-s16", "s19-s20") \
    RP_DW_MAC2("s1", "s2", "s11", "s12", "s9") RP_DW_MAC2("s4", "s5", "s15", "s16", "s9") RP_DW_MAC2("s7", "s8", "s19", "s20", "s9") \
    "ldr r10, [r0, %[x_left]]\n" RP_DW_MOVE_ROWS("r10") \
    "2:\nldr r10, [r0, %[pairs]]\ncmp r10, #0\nbeq 4f\n" \
    "3:\n" RP_UP("r4", "s9-s10") RP_DW_LOAD_ROWS("s11-s14", "s15-s18", "s19-s22") RP_DW_MOVE_ROWS("#8") \
    RP_MAC3("s0", "s1", "s2", "s11", "s12", "s13", "s9") RP_MAC3("s3", "s4", "s5", "s15", "s16", "s17", "s9") \
    RP_MAC3("s6", "s7", "s8", "s19", "s20", "s21", "s9") RP_MAC3("s0", "s1", "s2", "s12", "s13", "s14", "s10") \
    RP_MAC3("s3", "s4", "s5", "s16", "s17", "s18", "s10") RP_MAC3("s6", "s7", "s8", "s20", "s21", "s22", "s10") "subs r10, r10, #1\nbne 3b\n" \
    "4:\nldr r10, [r0, %[singles]]\ncmp r10, #0\nbeq 6f\n" \
    "5:\n" RP_UP("r4", "s9") RP_DW_LOAD_ROWS("s11-s13", "s15-s17", "s19-s21") RP_DW_MOVE_ROWS("r8") \
    RP_MAC3("s0", "s1", "s2", "s11", "s12", "s13", "s9") RP_MAC3("s3", "s4", "s5", "s15", "s16", "s17", "s9") \
    RP_MAC3("s6", "s7", "s8", "s19", "s20", "s21", "s9") "subs r10, r10, #1\nbne 5b\n" \
    "6:\ncmp r6, #0\nbeq 7f\n" RP_UP("r4", "s9") RP_DW_LOAD_ROWS("s11-s12", "s15-s16", "s19-s20") \
    RP_DW_MAC2("s0", "s1", "s11", "s12", "s9") RP_DW_MAC2("s3", "s4", "s15", "s16", "s9") RP_DW_MAC2("s6", "s7", "s19", "s20", "s9") \
    "7:\nldr r10, [r0, %[x_row]]\n" RP_DW_MOVE_ROWS("r10") "subs r9, r9, #1\nbne 1b\nvstmia r12, {s0-s8}\n"

#define RP_DW_ROWS_FIELD(field) [field] "i"(offsetof(rp_dw_rows, field))
static RP_OUT_OF_LINE void rp_dw_rows_sum(const rp_dw_rows *rows)
{
    register const rp_dw_rows *in_r0 __asm("r0") = rows;
    __asm volatile(RP_DW_ROWS_TEXT
                   :
                   : "r"(in_r0), RP_DW_ROWS_FIELD(x), RP_DW_ROWS_FIELD(dy), RP_DW_ROWS_FIELD(sums), RP_DW_ROWS_FIELD(rows), RP_DW_ROWS_FIELD(left),
                     RP_DW_ROWS_FIELD(pairs), RP_DW_ROWS_FIELD(singles), RP_DW_ROWS_FIELD(right), RP_DW_ROWS_FIELD(x_left), RP_DW_ROWS_FIELD(x_column),
                     RP_DW_ROWS_FIELD(x_row)
                   : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r12", RP_VFP_ALL, "cc", "memory");
}
#else
static void rp_dw_rows_sum(const rp_dw_rows *rows)
{
    const int32_t size = (int32_t)sizeof(float);
    const float *dy = rows->dy;
    int32_t at = 0; /* of the first tap that a column has */
    const int32_t inner = 2 * rows->pairs + rows->singles;
    for (int32_t row = 0; row < rows->rows; row++) {
        for (int32_t column = 0; column < rows->left + inner + rows->right; column++) {
            const int32_t first = column < rows->left ? 1 : 0;
            const int32_t end = column < rows->left + inner ? 3 : 2;
            for (int32_t tap = 0; tap < 9; tap++) {
                if (tap % 3 >= first && tap % 3 < end) {
                    rows->sums[tap] = rp_mac(rows->sums[tap], *dy, rows->x[tap / 3][at / size + tap % 3 - first]);
                }
            }
            dy++;
            at += column < rows->left ? rows->x_left : column < rows->left + inner ? rows->x_column : 0;
        }
        at += rows->x_row;
    }
}
#endif

#endif
