/* Dot products of codes and weights with SMLAD: two pixels with two output channels (a and b) at a time.
 *
 * A word of weights serves two codes and both channels: each half is 256*b + a. SMLAD with it sums 256*(b's sum) + (a's sum); SXTB16 of it leaves a's
 * weights, which are summed apart, and b's sum is the difference divided by 256. That saves half of the unpacking, at no cost in flash. The difference
 * has 32 bits, enough for RP_DSP_STRETCH codes and the three that may be behind them. All sums wrap; the complete ones fit (N6.2).
 *
 * Words of a pair of channels, for inputs four at a time (a quad): inputs 0 and 2, then 1 and 3. Where the number of inputs is no multiple of four, the
 * last quad ends with the last input and overlaps what is before it (its weights there are 0), so that whole words can be loaded. */
#ifndef RP_DSP_DOTS_H
#define RP_DSP_DOTS_H

#include <stdint.h>

#include "internal/rp_dsp.h"

/* 255 * 127 * 256 * (256 + 3) < 2^31 */
enum { RP_DSP_STRETCH = 256 };

/* Running sums of channel a and, mixed with them, of channel b, for both pixels. */
typedef struct {
    int32_t a0, a1, mixed0, mixed1;
} rp_dsp_sums;

/* Words of weights for a pair of channels with k inputs. */
static inline int32_t rp_dsp_pair_words(int32_t k)
{
    return (k + 3) / 4 * 2;
}

/* One quad: codes x0 and x1 of the two pixels. */
static inline void rp_dsp_dot_quad(uint32_t x0, uint32_t x1, const int32_t *w, rp_dsp_sums *s)
{
    const uint32_t even = (uint32_t)w[0];
    const uint32_t odd = (uint32_t)w[1];
    s->mixed0 = rp_smlad(rp_uxtb16_ror8(x0), odd, rp_smlad(rp_uxtb16(x0), even, s->mixed0));
    s->mixed1 = rp_smlad(rp_uxtb16_ror8(x1), odd, rp_smlad(rp_uxtb16(x1), even, s->mixed1));
    s->a0 = rp_smlad(rp_uxtb16_ror8(x0), rp_sxtb16(odd), rp_smlad(rp_uxtb16(x0), rp_sxtb16(even), s->a0));
    s->a1 = rp_smlad(rp_uxtb16_ror8(x1), rp_sxtb16(odd), rp_smlad(rp_uxtb16(x1), rp_sxtb16(even), s->a1));
}

/* The same in assembly, because the compiler would part the loads, which overlap only side by side, and spill. Operands: sums a0, a1, m0, m1; pointers p0,
 * p1, w, which move on; six registers of its own. Flags stay as they are. `between` stands behind the loads. */
#define RP_DSP_QUAD_AND(between)                                                                                                                               \
    "ldr %[x0], [%[p0]], #4\n\t"                                                                                                                               \
    "ldr %[x1], [%[p1]], #4\n\t"                                                                                                                               \
    "ldr %[even], [%[w]], #4\n\t"                                                                                                                              \
    "ldr %[odd], [%[w]], #4\n\t" between "uxtb16 %[t0], %[x0]\n\t"                                                                                             \
    "uxtb16 %[t1], %[x1]\n\t"                                                                                                                                  \
    "smlad %[m0], %[t0], %[even], %[m0]\n\t"                                                                                                                   \
    "uxtb16 %[x0], %[x0], ror #8\n\t"                                                                                                                          \
    "smlad %[m1], %[t1], %[even], %[m1]\n\t"                                                                                                                   \
    "uxtb16 %[x1], %[x1], ror #8\n\t"                                                                                                                          \
    "sxtb16 %[even], %[even]\n\t"                                                                                                                              \
    "smlad %[m0], %[x0], %[odd], %[m0]\n\t"                                                                                                                    \
    "smlad %[m1], %[x1], %[odd], %[m1]\n\t"                                                                                                                    \
    "sxtb16 %[odd], %[odd]\n\t"                                                                                                                                \
    "smlad %[a0], %[t0], %[even], %[a0]\n\t"                                                                                                                   \
    "smlad %[a1], %[t1], %[even], %[a1]\n\t"                                                                                                                   \
    "smlad %[a0], %[x0], %[odd], %[a0]\n\t"                                                                                                                    \
    "smlad %[a1], %[x1], %[odd], %[a1]\n\t"
#define RP_DSP_QUAD RP_DSP_QUAD_AND("")

/* Sums over k codes, a multiple of four and not 0; the weights behind those that were used are returned. */
static inline const int32_t *rp_dsp_dot_quads(const uint8_t *p0, const uint8_t *p1, const int32_t *w, int32_t k, rp_dsp_sums *s)
{
    const int32_t *const end = w + k / 2;
#ifdef __ARM_FEATURE_DSP
    int32_t a0 = s->a0;
    int32_t a1 = s->a1;
    int32_t m0 = s->mixed0;
    int32_t m1 = s->mixed1;
    uint32_t x0, x1, even, odd, t0, t1;
    __asm volatile("1:\n\t" RP_DSP_QUAD_AND("ldr %[t0], %[end]\n\tcmp %[w], %[t0]\n\t") "bne 1b"
                   : [a0] "+r"(a0), [a1] "+r"(a1), [m0] "+r"(m0), [m1] "+r"(m1), [p0] "+r"(p0), [p1] "+r"(p1), [w] "+r"(w), [x0] "=&r"(x0), [x1] "=&r"(x1),
                     [even] "=&r"(even), [odd] "=&r"(odd), [t0] "=&r"(t0), [t1] "=&r"(t1)
                   : [end] "m"(end)
                   : "cc", "memory");
    *s = (rp_dsp_sums){a0, a1, m0, m1};
#else
    for (; w != end; w += 2) {
        rp_dsp_dot_quad(rp_load_word(p0), rp_load_word(p1), w, s);
        p0 += 4;
        p1 += 4;
    }
#endif
    return w;
}

/* The last four of k codes; missing ones, which have no weight, are 0, as nothing before the codes is read. */
static inline uint32_t rp_dsp_last_four(const uint8_t *x, int32_t k)
{
    if (k >= 4) {
        return rp_load_word(x + k - 4);
    }
    uint32_t word = 0;
    for (int32_t i = 0; i < k; i++) {
        word = word >> 8 | (uint32_t)x[i] << 24;
    }
    return word;
}

/* What channel b has summed, added to `b`. */
static inline int32_t rp_dsp_unmixed(int32_t mixed, int32_t a, int32_t b)
{
    const int32_t sum = (int32_t)((uint32_t)mixed - (uint32_t)a) >> 8;
    return (int32_t)((uint32_t)b + (uint32_t)sum);
}

/* Adds b's sums of one stretch, and begins the next. */
static inline void rp_dsp_end_stretch(rp_dsp_sums *s, int32_t b[2])
{
    b[0] = rp_dsp_unmixed(s->mixed0, s->a0, b[0]);
    b[1] = rp_dsp_unmixed(s->mixed1, s->a1, b[1]);
    s->mixed0 = s->a0;
    s->mixed1 = s->a1;
}

/* Adds to a[] and b[] the sums of k codes at x0 and at x1 with the weights of a pair of channels. */
static inline void rp_dsp_dots(const uint8_t *x0, const uint8_t *x1, const int32_t *w, int32_t k, int32_t a[2], int32_t b[2])
{
    rp_dsp_sums s = {a[0], a[1], a[0], a[1]};
    const int32_t whole = k & ~3;
    int32_t at = 0;
    while (at < whole) {
        const int32_t stretch = whole - at < RP_DSP_STRETCH ? whole - at : RP_DSP_STRETCH;
        rp_dsp_end_stretch(&s, b);
        w = rp_dsp_dot_quads(x0 + at, x1 + at, w, stretch, &s);
        at += stretch;
    }
    if (k > whole) {
        rp_dsp_dot_quad(rp_dsp_last_four(x0, k), rp_dsp_last_four(x1, k), w, &s);
    }
    rp_dsp_end_stretch(&s, b);
    a[0] = s.a0;
    a[1] = s.a1;
}

#endif
