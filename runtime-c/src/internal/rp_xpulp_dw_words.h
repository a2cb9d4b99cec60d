/* A column of outputs of four channels of a depthwise convolution, for Xpulp, from words of four taps of a row (rp_xpulp_dw_stretch.h). */
#ifndef RP_XPULP_DW_WORDS_H
#define RP_XPULP_DW_WORDS_H

#include "internal/rp_xpulp_bytes.h"
#include "internal/rp_xpulp_code.h"

/* Four channels of `rows` outputs below each other, at least 1. Words lie in `parts` planes, of taps 0 to 3, 4 to 7, ... of each row; a plane holds four words, one of each channel, for each row. */
typedef struct {
    const uint32_t *from;
    int32_t parts, plane; /* words from plane to plane */
    int32_t kernel_rows;
    int32_t down;      /* words from one output's to the next one's */
    const uint32_t *w; /* [parts][kernel_rows][4] */
    const rp_xpulp_channel *q;
    uint8_t *to;
    int32_t to_row;
    int32_t rows;
} rp_xpulp_dw_words;

/* sums[channel] += the products of `rows` rows of one plane. */
static RP_XPULP_INLINE void rp_xpulp_dw_words_sums(int32_t rows, const uint32_t *x, const uint32_t *w, int32_t sums[4])
{
#ifdef RP_XPULP
#define DOT(sum, x, w) ".insn r 0x57, 1, 0x54, %[" #sum "], %[" #x "], %[" #w "]\n" /* pv.sdotusp.b */
    int32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    uint32_t x0, x1, w0, w1;
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[rows]", "24")
                   RP_P_LW_IMMEDIATE("%[x0]", "%[x]", "4") RP_P_LW_IMMEDIATE("%[w0]", "%[w]", "4") RP_P_LW_IMMEDIATE("%[x1]", "%[x]", "4") DOT(s0, x0, w0)
                   RP_P_LW_IMMEDIATE("%[w1]", "%[w]", "4") RP_P_LW_IMMEDIATE("%[x0]", "%[x]", "4") DOT(s1, x1, w1)
                   RP_P_LW_IMMEDIATE("%[w0]", "%[w]", "4") RP_P_LW_IMMEDIATE("%[x1]", "%[x]", "4") RP_P_LW_IMMEDIATE("%[w1]", "%[w]", "4")
                   DOT(s2, x0, w0) DOT(s3, x1, w1) RP_XPULP_END
                   : [s0] "+r"(s0), [s1] "+r"(s1), [s2] "+r"(s2), [s3] "+r"(s3), [x] "+r"(x), [w] "+r"(w), [x0] "=&r"(x0), [x1] "=&r"(x1), [w0] "=&r"(w0), [w1] "=&r"(w1)
                   : [rows] "r"(rows)
                   : "memory");
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
#undef DOT
#else
    for (int32_t i = 0; i < 4 * rows; i++) {
        sums[i & 3] = rp_xpulp_dot_codes(sums[i & 3], x[i], w[i]);
    }
#endif
}

/* One channel of three rows of one word, by its scale: weights stay in registers. */
static RP_XPULP_INLINE void rp_xpulp_dw_words_three(const rp_xpulp_dw_words *t, int32_t channel, const rp_xpulp_stage *stage)
{
    const uint32_t *x = t->from + channel, *w = t->w + channel;
    const rp_xpulp_channel *q = t->q + channel;
    uint8_t *to = t->to + channel;
#ifdef RP_XPULP
    uint32_t x0, x1, x2;
    int32_t sum;
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[rows]", "24")
                   RP_P_LW_IMMEDIATE("%[x0]", "%[x]", "16") RP_P_LW_IMMEDIATE("%[x1]", "%[x]", "16") "mv %[sum], %[bias]\n" RP_P_LW_REGISTER("%[x2]", "%[x]", "%[next]")
                   ".insn r 0x57, 1, 0x54, %[sum], %[x0], %[w0]\n .insn r 0x57, 1, 0x54, %[sum], %[x1], %[w1]\n .insn r 0x57, 1, 0x54, %[sum], %[x2], %[w2]\n"
                   "fcvt.s.w %[sum], %[sum]\n"
                   "fmadd.s %[sum], %[sum], %[scale], %[whole]\n"
                   ".insn r 0x33, 6, 0x02, %[sum], %[sum], %[low]\n .insn r 0x33, 4, 0x02, %[sum], %[sum], %[high]\n" /* p.max, p.min */
                   ".insn r 0x2b, 4, 0x00, %[to_row], %[to], %[sum]\n" RP_XPULP_END                                  /* p.sb */
                   : [x] "+r"(x), [to] "+r"(to), [x0] "=&r"(x0), [x1] "=&r"(x1), [x2] "=&r"(x2), [sum] "=&r"(sum)
                   : [rows] "r"(t->rows), [next] "r"((t->down - 8) * 4), [bias] "r"(q->bias), [w0] "r"(w[0]), [w1] "r"(w[4]), [w2] "r"(w[8]), [scale] "r"(q->scale),
                     [whole] "r"(stage->whole), [low] "r"(stage->low), [high] "r"(stage->high), [to_row] "r"(t->to_row)
                   : "memory");
#else
    for (int32_t row = 0; row < t->rows; row++) {
        int32_t sum = q->bias;
        for (int32_t k = 0; k < 3; k++) {
            sum = rp_xpulp_dot_codes(sum, x[row * t->down + 4 * k], w[4 * k]);
        }
        to[row * t->to_row] = (uint8_t)rp_xpulp_scaled(sum, q->scale, stage);
    }
#endif
}

/* The codes of all four channels. */
static inline void rp_xpulp_dw_words_compute(const rp_xpulp_dw_words *t, const rp_s8_output *o, const rp_xpulp_stage *stage)
{
    const rp_xpulp_channel *q = t->q;
    const bool scaled = rp_xpulp_four_scaled(q);
    if (scaled && t->parts == 1 && t->kernel_rows == 3) {
        for (int32_t channel = 0; channel < 4; channel++) {
            rp_xpulp_dw_words_three(t, channel, stage);
        }
        return;
    }
    const int32_t part_w = 4 * t->kernel_rows;
    const uint32_t *from = t->from;
    uint8_t *to = t->to;
    for (int32_t row = 0; row < t->rows; row++) {
        int32_t sums[4] = {q[0].bias, q[1].bias, q[2].bias, q[3].bias};
        for (int32_t part = 0; part < t->parts; part++) {
            rp_xpulp_dw_words_sums(t->kernel_rows, from + part * t->plane, t->w + part * part_w, sums);
        }
        for (int32_t channel = 0; channel < 4; channel++) {
            to[channel] = scaled ? (uint8_t)rp_xpulp_scaled(sums[channel], q[channel].scale, stage) : rp_xpulp_code(sums[channel], q + channel, o, stage);
        }
        from += t->down;
        to += t->to_row;
    }
}

#endif
