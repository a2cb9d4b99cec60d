/* c[i][j] = mac(c[i][j], a[i], b[j]): the weight gradient of one row of a linear layer, one product per element. Four rows of c share each b[j], so that 13
 * instructions make 4 products; a matrix block would load and store as much and set up more. */
#ifndef RP_XPULP_OUTER_H
#define RP_XPULP_OUTER_H

#include "rp_numeric.h"
#include "rp_share.h"

#include "internal/rp_xpulp.h"

#include <stdbool.h>

static RP_XPULP_INLINE void rp_xpulp_outer_1(int32_t columns, float a, const float *b, float *c)
{
#ifdef RP_XPULP
    float t, u;
    if (columns > 0) {
        __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[count]", "8")
                       RP_P_LW_IMMEDIATE("%[u]", "%[b]", "4")
                       "lw %[t], 0(%[c])\n"
                       "fmadd.s %[t], %[a], %[u], %[t]\n" RP_P_SW_IMMEDIATE("%[t]", "%[c]", "4") RP_XPULP_END
                       : [b] "+r"(b), [c] "+r"(c), [t] "=&r"(t), [u] "=&r"(u)
                       : [count] "r"(columns), [a] "r"(a)
                       : "memory");
    }
#else
    for (int32_t j = 0; j < columns; j++) {
        c[j] = rp_mac(c[j], a, b[j]);
    }
#endif
}

/* Rows c, c + row, ... of a[0..3]; columns at least 1. */
static RP_XPULP_INLINE void rp_xpulp_outer_4(int32_t columns, int32_t row, const float *a, const float *b, float *c)
{
#ifdef RP_XPULP
    const float a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
    float t0, t1, t2, t3, u;
    float *c1 = c + row, *c2 = c1 + row, *c3 = c2 + row;
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[count]", "26")
                   RP_P_LW_IMMEDIATE("%[u]", "%[b]", "4")
                   "lw %[t0], 0(%[c0])\n"
                   "lw %[t1], 0(%[c1])\n"
                   "fmadd.s %[t0], %[a0], %[u], %[t0]\n"
                   "lw %[t2], 0(%[c2])\n"
                   "fmadd.s %[t1], %[a1], %[u], %[t1]\n"
                   "lw %[t3], 0(%[c3])\n"
                   "fmadd.s %[t2], %[a2], %[u], %[t2]\n" RP_P_SW_IMMEDIATE("%[t0]", "%[c0]", "4")
                   "fmadd.s %[t3], %[a3], %[u], %[t3]\n" RP_P_SW_IMMEDIATE("%[t1]", "%[c1]", "4")
                   RP_P_SW_IMMEDIATE("%[t2]", "%[c2]", "4") RP_P_SW_IMMEDIATE("%[t3]", "%[c3]", "4") RP_XPULP_END
                   : [b] "+r"(b), [c0] "+r"(c), [c1] "+r"(c1), [c2] "+r"(c2), [c3] "+r"(c3), [t0] "=&r"(t0), [t1] "=&r"(t1), [t2] "=&r"(t2),
                     [t3] "=&r"(t3), [u] "=&r"(u)
                   : [count] "r"(columns), [a0] "r"(a0), [a1] "r"(a1), [a2] "r"(a2), [a3] "r"(a3)
                   : "memory");
#else
    for (int32_t i = 0; i < 4; i++) {
        rp_xpulp_outer_1(columns, a[i], b, c + i * row);
    }
#endif
}

/* This core's part of c[rows][columns]: rows, where every core gets whole groups of four of them, else columns of all rows. */
static inline void rp_xpulp_outer(rp_share share, int32_t rows, int32_t columns, const float *a, const float *b, float *c)
{
    const bool by_rows = rows % (4 * share.cores) == 0;
    const rp_span own = by_rows ? rp_share_of(share, rows) : (rp_span){0, rows};
    const rp_span some = by_rows ? (rp_span){0, columns} : rp_share_of(share, columns);
    const int32_t width = some.end - some.first;
    int32_t i = own.first;
    for (; i + 4 <= own.end && width > 0; i += 4) {
        rp_xpulp_outer_4(width, columns, a + i, b + some.first, c + i * columns + some.first);
    }
    for (; i < own.end; i++) {
        rp_xpulp_outer_1(width, a[i], b + some.first, c + i * columns + some.first);
    }
}

#endif
