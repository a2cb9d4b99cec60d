/* Dot products of one stretch of codes with two pairs of output channels at a time: weights as rp_dsp_dots.h has them. */
#ifndef RP_DSP_ROW_H
#define RP_DSP_ROW_H

#include "internal/rp_dsp_dots.h"

/* Running sums of the first channel of a pair and, mixed with them, of the second. */
typedef struct {
    int32_t a, mixed;
} rp_dsp_row_sums;

static inline void rp_dsp_row_quad(uint32_t x, const int32_t *w, rp_dsp_row_sums *s)
{
    const uint32_t even = (uint32_t)w[0];
    const uint32_t odd = (uint32_t)w[1];
    s->mixed = rp_smlad(rp_uxtb16_ror8(x), odd, rp_smlad(rp_uxtb16(x), even, s->mixed));
    s->a = rp_smlad(rp_uxtb16_ror8(x), rp_sxtb16(odd), rp_smlad(rp_uxtb16(x), rp_sxtb16(even), s->a));
}

/* Over k codes, a multiple of four and not 0, with two pairs of channels whose words begin at w[0] and w[1]. */
static inline void rp_dsp_row_quads(const uint8_t *x, const int32_t *const w[2], int32_t k, rp_dsp_row_sums s[2])
{
    const uint8_t *const end = x + k;
    const int32_t *w0 = w[0];
    const int32_t *w1 = w[1];
#ifdef __ARM_FEATURE_DSP
    int32_t a = s[0].a;
    int32_t m = s[0].mixed;
    int32_t c = s[1].a;
    int32_t n = s[1].mixed;
    uint32_t codes, t, e0, o0, e1, o1;
    __asm volatile("1:\n\t"
                   "ldr %[codes], [%[x]], #4\n\t"
                   "ldr %[e0], [%[w0]], #4\n\t"
                   "ldr %[o0], [%[w0]], #4\n\t"
                   "ldr %[e1], [%[w1]], #4\n\t"
                   "ldr %[o1], [%[w1]], #4\n\t"
                   "ldr %[t], %[end]\n\t"
                   "cmp %[x], %[t]\n\t"
                   "uxtb16 %[t], %[codes]\n\t"
                   "smlad %[m], %[t], %[e0], %[m]\n\t"
                   "uxtb16 %[codes], %[codes], ror #8\n\t"
                   "smlad %[n], %[t], %[e1], %[n]\n\t"
                   "sxtb16 %[e0], %[e0]\n\t"
                   "smlad %[m], %[codes], %[o0], %[m]\n\t"
                   "sxtb16 %[e1], %[e1]\n\t"
                   "smlad %[n], %[codes], %[o1], %[n]\n\t"
                   "sxtb16 %[o0], %[o0]\n\t"
                   "smlad %[a], %[t], %[e0], %[a]\n\t"
                   "sxtb16 %[o1], %[o1]\n\t"
                   "smlad %[c], %[t], %[e1], %[c]\n\t"
                   "smlad %[a], %[codes], %[o0], %[a]\n\t"
                   "smlad %[c], %[codes], %[o1], %[c]\n\t"
                   "bne 1b"
                   : [a] "+r"(a), [m] "+r"(m), [c] "+r"(c), [n] "+r"(n), [x] "+r"(x), [w0] "+r"(w0), [w1] "+r"(w1), [codes] "=&r"(codes), [t] "=&r"(t),
                     [e0] "=&r"(e0), [o0] "=&r"(o0), [e1] "=&r"(e1), [o1] "=&r"(o1)
                   : [end] "m"(end)
                   : "cc", "memory");
    s[0] = (rp_dsp_row_sums){a, m};
    s[1] = (rp_dsp_row_sums){c, n};
#else
    for (; x != end; x += 4) {
        rp_dsp_row_quad(rp_load_word(x), w0, &s[0]);
        rp_dsp_row_quad(rp_load_word(x), w1, &s[1]);
        w0 += 2;
        w1 += 2;
    }
#endif
}

/* Adds the second channels' sums of one stretch, and begins the next. */
static inline void rp_dsp_end_row_stretch(rp_dsp_row_sums s[2], int32_t b[2])
{
    for (int32_t i = 0; i < 2; i++) {
        b[i] = rp_dsp_unmixed(s[i].mixed, s[i].a, b[i]);
        s[i].mixed = s[i].a;
    }
}

/* Adds to a[] and b[] the sums of k codes at x with the first and second channels of two pairs. */
static inline void rp_dsp_row_dots(const uint8_t *x, const int32_t *const w[2], int32_t k, int32_t a[2], int32_t b[2])
{
    rp_dsp_row_sums s[2] = {{a[0], a[0]}, {a[1], a[1]}};
    const int32_t whole = k & ~3;
    for (int32_t at = 0; at < whole; at += RP_DSP_STRETCH) {
        const int32_t *const from[2] = {w[0] + at / 2, w[1] + at / 2};
        rp_dsp_end_row_stretch(s, b);
        rp_dsp_row_quads(x + at, from, whole - at < RP_DSP_STRETCH ? whole - at : RP_DSP_STRETCH, s);
    }
    if (k > whole) {
        const uint32_t last = rp_dsp_last_four(x, k);
        rp_dsp_row_quad(last, w[0] + whole / 2, &s[0]);
        rp_dsp_row_quad(last, w[1] + whole / 2, &s[1]);
    }
    rp_dsp_end_row_stretch(s, b);
    a[0] = s[0].a;
    a[1] = s[1].a;
}

#endif
