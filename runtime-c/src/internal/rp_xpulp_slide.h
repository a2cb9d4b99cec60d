/* Weight gradients of depthwise kernels three taps wide, of stride and dilation 1 along the row, for Xpulp: the inputs slide by, so that each is loaded
 * once per row and each output's gradient serves all taps; every tap takes its products in the documented order (docs/numerics.md N2.3). */
#ifndef RP_XPULP_SLIDE_H
#define RP_XPULP_SLIDE_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

/* Sums of three taps side by side. */
typedef struct {
    float s0, s1, s2;
} rp_xpulp_sums;

/* Over `count` outputs with all taps inside: each output is loaded once and each input once. */
static RP_XPULP_INLINE rp_xpulp_sums rp_xpulp_slide_3(int32_t count, const float *dy, const float *x, rp_xpulp_sums s)
{
#ifdef RP_XPULP
    float x0 = x[0], x1 = x[1], x2, d;
    x += 2;
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[count]", "14")
                   RP_P_LW_IMMEDIATE("%[d]", "%[dy]", "4") RP_P_LW_IMMEDIATE("%[x2]", "%[x]", "4")
                   "fmadd.s %[s0], %[d], %[x0], %[s0]\n"
                   "mv %[x0], %[x1]\n"
                   "fmadd.s %[s1], %[d], %[x1], %[s1]\n"
                   "mv %[x1], %[x2]\n"
                   "fmadd.s %[s2], %[d], %[x2], %[s2]\n" RP_XPULP_END
                   : [s0] "+r"(s.s0), [s1] "+r"(s.s1), [s2] "+r"(s.s2), [x0] "+r"(x0), [x1] "+r"(x1), [x2] "=&r"(x2), [d] "=&r"(d), [dy] "+r"(dy), [x] "+r"(x)
                   : [count] "r"(count)
                   : "memory");
#else
    for (int32_t i = 0; i < count; i++) {
        s.s0 = rp_mac(s.s0, dy[i], x[i]);
        s.s1 = rp_mac(s.s1, dy[i], x[i + 1]);
        s.s2 = rp_mac(s.s2, dy[i], x[i + 2]);
    }
#endif
    return s;
}

/* The rows that three taps side by side, of stride and dilation 1, sum over. Outputs first .. end-1 have all three taps inside: at least one. */
typedef struct {
    int32_t first, end;
    int32_t lead, trail; /* outputs before and after those, with some taps: at most 2; the row is these three */
    int32_t dy_row, x_row;
} rp_xpulp_taps_3;

/* Over `rows` rows. dy: the first row; x: its input at output 0 and the first tap. */
static inline void rp_xpulp_taps_1x3(const rp_xpulp_taps_3 *r, int32_t rows, const float *dy, const float *x, float *dw)
{
    rp_xpulp_sums s = {dw[0], dw[1], dw[2]};
    const float *left_dy = dy + r->first;
    const float *left_x = x + r->first;
    const int32_t count = r->end - r->first;
    const int32_t lead = r->lead, trail = r->trail, dy_row = r->dy_row, x_row = r->x_row;
    for (; rows > 0; rows--) {
        if (lead == 2) {
            s.s2 = rp_mac(s.s2, left_dy[-2], left_x[0]);
        }
        if (lead > 0) {
            s.s1 = rp_mac(s.s1, left_dy[-1], left_x[0]);
            s.s2 = rp_mac(s.s2, left_dy[-1], left_x[1]);
        }
        s = rp_xpulp_slide_3(count, left_dy, left_x, s);
        if (trail > 0) {
            s.s0 = rp_mac(s.s0, left_dy[count], left_x[count]);
            s.s1 = rp_mac(s.s1, left_dy[count], left_x[count + 1]);
        }
        if (trail == 2) {
            s.s0 = rp_mac(s.s0, left_dy[count + 1], left_x[count + 1]);
        }
        left_dy += dy_row;
        left_x += x_row;
    }
    dw[0] = s.s0;
    dw[1] = s.s1;
    dw[2] = s.s2;
}

#ifdef RP_XPULP

#define MAC(row, tap, x) "fmadd.s %[" #row #tap "], %[v], %[" #x "], %[" #row #tap "]\n"
#define NEXT_INPUT(rd) RP_P_LW_REGISTER("%[" #rd "]", "%[x]", "%[next]")
#define LAST_INPUT(rd) RP_P_LW_REGISTER("%[" #rd "]", "%[x]", "%[back]")
#define NEXT_OUTPUT RP_P_LW_IMMEDIATE("%[v]", "%[d]", "4")

/* The loop over rows for rows with or without an output before and after those with all taps inside; `halfwords` of its body. */
#define ROWS(LEAD, TRAIL, halfwords) \
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_1("%[v]", halfwords) \
                   NEXT_INPUT(i0) NEXT_INPUT(j0) LAST_INPUT(k0) NEXT_INPUT(i1) NEXT_INPUT(j1) LAST_INPUT(k1) \
                   LEAD \
                   RP_LP_SETUP_0("%[count]", "38") \
                   NEXT_OUTPUT NEXT_INPUT(i2) \
                   MAC(a, 0, i0) "mv %[i0], %[i1]\n" MAC(a, 1, i1) NEXT_INPUT(j2) MAC(a, 2, i2) "mv %[i1], %[i2]\n" \
                   MAC(b, 0, j0) "mv %[j0], %[j1]\n" MAC(b, 1, j1) LAST_INPUT(k2) MAC(b, 2, j2) "mv %[j1], %[j2]\n" \
                   MAC(c, 0, k0) "mv %[k0], %[k1]\n" MAC(c, 1, k1) "mv %[k1], %[k2]\n" MAC(c, 2, k2) \
                   TRAIL \
                   "add %[x], %[x], %[x_next]\n" RP_XPULP_END \
                   : [a0] "+r"(a0), [a1] "+r"(a1), [a2] "+r"(a2), [b0] "+r"(b0), [b1] "+r"(b1), [b2] "+r"(b2), [c0] "+r"(c0), [c1] "+r"(c1), [c2] "+r"(c2), \
                     [i0] "=&r"(i0), [i1] "=&r"(i1), [i2] "=&r"(i2), [j0] "=&r"(j0), [j1] "=&r"(j1), [j2] "=&r"(j2), [k0] "=&r"(k0), [k1] "=&r"(k1), \
                     [k2] "=&r"(k2), [v] "+r"(v), [d] "+r"(d), [x] "+r"(x) \
                   : [count] "r"(count), [next] "r"(next), [back] "r"(back), [x_next] "r"(x_next) \
                   : "memory")
#define LEAD_1 NEXT_OUTPUT MAC(a, 1, i0) MAC(a, 2, i1) MAC(b, 1, j0) MAC(b, 2, j1) MAC(c, 1, k0) MAC(c, 2, k1)
#define TRAIL_1 NEXT_OUTPUT MAC(a, 0, i0) MAC(a, 1, i1) MAC(b, 0, j0) MAC(b, 1, j1) MAC(c, 0, k0) MAC(c, 1, k1)

/* The nine sums of a 3x3 kernel over `rows` rows whose windows lie inside from top to bottom; lead and trail at most 1. x: the first row's input of the first
 * kernel row; kernel_row: from one kernel row's input to the next one's. */
static inline void rp_xpulp_taps_3x3(const rp_xpulp_taps_3 *r, int32_t rows, int32_t kernel_row, const float *dy, const float *x, float *dw)
{
    const int32_t count = r->end - r->first;
    const int32_t next = kernel_row * (int32_t)sizeof(float);
    const int32_t back = (int32_t)sizeof(float) - 2 * next;
    const int32_t x_next = (r->x_row - count - 2) * (int32_t)sizeof(float);
    float a0 = dw[0], a1 = dw[1], a2 = dw[2], b0 = dw[3], b1 = dw[4], b2 = dw[5], c0 = dw[6], c1 = dw[7], c2 = dw[8];
    float i0, i1, i2, j0, j1, j2, k0, k1, k2;
    const float *d = dy + r->first - r->lead;
    int32_t v = rows;
    x += r->first;
    if (r->lead == 0 && r->trail == 0) {
        ROWS("", "", "54");
    } else if (r->lead == 0) {
        ROWS("", TRAIL_1, "68");
    } else if (r->trail == 0) {
        ROWS(LEAD_1, "", "68");
    } else {
        ROWS(LEAD_1, TRAIL_1, "82");
    }
    const float sums[9] = {a0, a1, a2, b0, b1, b2, c0, c1, c2};
    for (int32_t tap = 0; tap < 9; tap++) {
        dw[tap] = sums[tap];
    }
}

#undef MAC
#undef NEXT_INPUT
#undef LAST_INPUT
#undef NEXT_OUTPUT
#undef ROWS
#undef LEAD_1
#undef TRAIL_1

#else

static inline void rp_xpulp_taps_3x3(const rp_xpulp_taps_3 *r, int32_t rows, int32_t kernel_row, const float *dy, const float *x, float *dw)
{
    for (int32_t ky = 0; ky < 3; ky++) {
        rp_xpulp_taps_1x3(r, rows, dy, x + ky * kernel_row, dw + 3 * ky);
    }
}

#endif

#endif
