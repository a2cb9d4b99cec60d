/* Weight gradients of three taps below each other for Xpulp, over rows of outputs: seven instructions an output; docs/numerics.md N2.3. */
#ifndef RP_XPULP_DW_TAPS_H
#define RP_XPULP_DW_TAPS_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

/* Outputs dy and the input of the upper tap; steps in elements: from one output's input to the next one's, from tap to tap, and between rows. All counts at least 1. */
typedef struct {
    int32_t rows, columns;
    int32_t dy_row;
    int32_t x_step, x_tap, x_row;
} rp_xpulp_tap_column;

/* dw[0], dw[dw_step], dw[2*dw_step] = mac(dw, dy, x). */
static RP_XPULP_INLINE void rp_xpulp_tap_column_sums(const rp_xpulp_tap_column *t, const float *dy, const float *x, float *dw, int32_t dw_step)
{
#ifdef RP_XPULP
    const float *x0 = x, *x1 = x + t->x_tap, *x2 = x + 2 * t->x_tap;
    float w0 = dw[0], w1 = dw[dw_step], w2 = dw[2 * dw_step];
    const int32_t size = (int32_t)sizeof(float);
    float a, b, c, d;
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_1("%[rows]", "24")
                   RP_LP_SETUP_0("%[columns]", "14")
                   RP_P_LW_IMMEDIATE("%[d]", "%[dy]", "4") RP_P_LW_REGISTER("%[a]", "%[x0]", "%[next]") RP_P_LW_REGISTER("%[b]", "%[x1]", "%[next]")
                   "fmadd.s %[w0], %[d], %[a], %[w0]\n" RP_P_LW_REGISTER("%[c]", "%[x2]", "%[next]")
                   "fmadd.s %[w1], %[d], %[b], %[w1]\n"
                   "fmadd.s %[w2], %[d], %[c], %[w2]\n"
                   "add %[dy], %[dy], %[dy_gap]\n"
                   "add %[x0], %[x0], %[x_gap]\n"
                   "add %[x1], %[x1], %[x_gap]\n"
                   "add %[x2], %[x2], %[x_gap]\n" RP_XPULP_END
                   : [dy] "+r"(dy), [x0] "+r"(x0), [x1] "+r"(x1), [x2] "+r"(x2), [w0] "+r"(w0), [w1] "+r"(w1), [w2] "+r"(w2), [a] "=&r"(a), [b] "=&r"(b),
                     [c] "=&r"(c), [d] "=&r"(d)
                   : [rows] "r"(t->rows), [columns] "r"(t->columns), [next] "r"(t->x_step * size), [dy_gap] "r"((t->dy_row - t->columns) * size),
                     [x_gap] "r"((t->x_row - t->columns * t->x_step) * size)
                   : "memory");
    dw[0] = w0;
    dw[dw_step] = w1;
    dw[2 * dw_step] = w2;
#else
    for (int32_t row = 0; row < t->rows; row++) {
        for (int32_t i = 0; i < t->columns; i++) {
            for (int32_t tap = 0; tap < 3; tap++) {
                dw[tap * dw_step] = rp_mac(dw[tap * dw_step], dy[row * t->dy_row + i], x[row * t->x_row + i * t->x_step + tap * t->x_tap]);
            }
        }
    }
#endif
}

#endif
