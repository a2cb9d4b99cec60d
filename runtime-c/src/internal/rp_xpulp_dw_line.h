/* Lines of results of 3x3 depthwise convolutions of any stride and dilation for Xpulp, where all taps are inside the input; docs/numerics.md N2.1. Two instructions a product and a store. */
#ifndef RP_XPULP_DW_LINE_H
#define RP_XPULP_DW_LINE_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

/* In elements: taps are `row` and `tap` apart; from one result to the next they move by `next`. */
typedef struct {
    int32_t row, tap, next;
} rp_xpulp_line_steps;

#ifdef RP_XPULP

#define RP_LINE_LOAD(x, row) RP_P_LW_REGISTER("%[" #x "]", "%[row" #row "]", "%[tap]")
#define RP_LINE_LAST(x, row) RP_P_LW_REGISTER("%[" #x "]", "%[row" #row "]", "%[back]")
#define RP_LINE_MAC(x, w, start) "fmadd.s %[sum], %[" #x "], %[" #w "], %[" #start "]\n"

#endif

/* Three rows of three taps, in `lines` lines: from one to the next the taps move by from_line, the results by to_line. */
static inline void rp_xpulp_lines_3x3(int32_t lines, int32_t count, const float *from, int32_t from_line, rp_xpulp_line_steps steps, const float *w, float bias, float *to,
                                      int32_t to_line)
{
#ifdef RP_XPULP
    if (count > 0 && lines > 0) {
        const float *row0 = from, *row1 = from + steps.row, *row2 = from + 2 * steps.row;
        const int32_t size = (int32_t)sizeof(float);
        float a, b, c, sum;
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_1("%[lines]", "48")
                       RP_LP_SETUP_0("%[count]", "38")
                       RP_LINE_LOAD(a, 0) RP_LINE_LOAD(b, 0) RP_LINE_MAC(a, w0, bias) RP_LINE_LAST(c, 0) RP_LINE_MAC(b, w1, sum) RP_LINE_LOAD(a, 1)
                       RP_LINE_MAC(c, w2, sum) RP_LINE_LOAD(b, 1) RP_LINE_MAC(a, w3, sum) RP_LINE_LAST(c, 1) RP_LINE_MAC(b, w4, sum)
                       RP_LINE_LOAD(a, 2) RP_LINE_MAC(c, w5, sum) RP_LINE_LOAD(b, 2) RP_LINE_MAC(a, w6, sum) RP_LINE_LAST(c, 2)
                       RP_LINE_MAC(b, w7, sum) RP_LINE_MAC(c, w8, sum) RP_P_SW_IMMEDIATE("%[sum]", "%[to]", "4")
                       "add %[row0], %[row0], %[from_gap]\n"
                       "add %[row1], %[row1], %[from_gap]\n"
                       "add %[row2], %[row2], %[from_gap]\n"
                       "add %[to], %[to], %[to_gap]\n" RP_XPULP_END
                       : [row0] "+r"(row0), [row1] "+r"(row1), [row2] "+r"(row2), [to] "+r"(to), [a] "=&r"(a), [b] "=&r"(b), [c] "=&r"(c), [sum] "=&r"(sum)
                       : [lines] "r"(lines), [count] "r"(count), [tap] "r"(steps.tap * size), [back] "r"((steps.next - 2 * steps.tap) * size),
                         [from_gap] "r"((from_line - count * steps.next) * size), [to_gap] "r"((to_line - count) * size), [bias] "r"(bias), [w0] "r"(w[0]),
                         [w1] "r"(w[1]), [w2] "r"(w[2]), [w3] "r"(w[3]), [w4] "r"(w[4]), [w5] "r"(w[5]), [w6] "r"(w[6]), [w7] "r"(w[7]), [w8] "r"(w[8])
                       : "memory");
    }
#else
    for (int32_t line = 0; line < lines; line++) {
        for (int32_t i = 0; i < count; i++) {
            float sum = bias;
            for (int32_t tap = 0; tap < 9; tap++) {
                sum = rp_mac(sum, from[line * from_line + tap / 3 * steps.row + tap % 3 * steps.tap + i * steps.next], w[tap]);
            }
            to[line * to_line + i] = sum;
        }
    }
#endif
}

#ifdef RP_XPULP
#undef RP_LINE_LOAD
#undef RP_LINE_LAST
#undef RP_LINE_MAC
#endif

#endif
