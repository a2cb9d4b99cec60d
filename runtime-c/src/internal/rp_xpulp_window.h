/* The products of one window for Xpulp: two nested hardware loops; docs/numerics.md N2.1, N2.2. */
#ifndef RP_XPULP_WINDOW_H
#define RP_XPULP_WINDOW_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

/* Steps in elements, of either sign: from column to column, and from row to row. */
typedef struct {
    int32_t rows, columns;
    int32_t x_step, x_row;
    int32_t w_step, w_row;
} rp_xpulp_window;

/* mac(sum, x, w) over the window, row by row. */
static RP_XPULP_INLINE float rp_xpulp_window_sum(const rp_xpulp_window *t, const float *x, const float *w, float sum)
{
#ifdef RP_XPULP
    if (t->rows > 0 && t->columns > 0) {
        const int32_t size = (int32_t)sizeof(float);
        float u, v;
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_1("%[rows]", "12")
                       RP_LP_SETUP_0("%[columns]", "6")
                       RP_P_LW_REGISTER("%[u]", "%[x]", "%[x_next]") RP_P_LW_REGISTER("%[v]", "%[w]", "%[w_next]")
                       "fmadd.s %[sum], %[u], %[v], %[sum]\n"
                       "add %[x], %[x], %[x_gap]\n"
                       "add %[w], %[w], %[w_gap]\n" RP_XPULP_END
                       : [sum] "+r"(sum), [x] "+r"(x), [w] "+r"(w), [u] "=&r"(u), [v] "=&r"(v)
                       : [rows] "r"(t->rows), [columns] "r"(t->columns), [x_next] "r"(t->x_step * size), [w_next] "r"(t->w_step * size),
                         [x_gap] "r"((t->x_row - t->columns * t->x_step) * size), [w_gap] "r"((t->w_row - t->columns * t->w_step) * size)
                       : "memory");
    }
#else
    for (int32_t row = 0; row < t->rows; row++) {
        for (int32_t i = 0; i < t->columns; i++) {
            sum = rp_mac(sum, x[row * t->x_row + i * t->x_step], w[row * t->w_row + i * t->w_step]);
        }
    }
#endif
    return sum;
}

#endif
