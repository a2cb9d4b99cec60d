/* Four channels of four pixels, turned: from a channels-last tensor, whose words hold four channels of a pixel, to words that hold four pixels of a channel. */
#ifndef RP_XPULP_TURN_H
#define RP_XPULP_TURN_H

#include "internal/rp_xpulp_bytes.h"

/* words[channel]: the four pixels of a channel, whose words are a0 to a3. */
static RP_XPULP_INLINE void rp_xpulp_turn_four(uint32_t a0, uint32_t a1, uint32_t a2, uint32_t a3, uint32_t words[4])
{
#ifdef RP_XPULP
    uint32_t low, low23, other;
    __asm(".insn r 0x57, 0, 0x68, %[low], %[a1], %[a0]\n"      /* pv.pack.h: the low halves */
          ".insn r 0x57, 0, 0x68, %[low23], %[a3], %[a2]\n"
          ".insn r 0x57, 0, 0x64, %[a0], %[a1], %[halves]\n"   /* pv.shuffle2.h: the high halves */
          ".insn r 0x57, 0, 0x64, %[a2], %[a3], %[halves]\n"
          "mv %[other], %[low]\n"
          ".insn r 0x57, 1, 0x64, %[low], %[low23], %[even]\n" /* pv.shuffle2.b */
          ".insn r 0x57, 1, 0x64, %[other], %[low23], %[odd]\n"
          "mv %[low23], %[a0]\n"
          ".insn r 0x57, 1, 0x64, %[a0], %[a2], %[even]\n"
          ".insn r 0x57, 1, 0x64, %[low23], %[a2], %[odd]\n"
          : [low] "=&r"(low), [low23] "=&r"(low23), [other] "=&r"(other), [a0] "+r"(a0), [a2] "+r"(a2)
          : [a1] "r"(a1), [a3] "r"(a3), [halves] "r"(0x00030001), [even] "r"(0x06040200), [odd] "r"(0x07050301));
    words[0] = low;
    words[1] = other;
    words[2] = a0;
    words[3] = low23;
#else
    for (int i = 0; i < 4; i++) {
        words[i] = (a0 >> (8 * i) & 0xffU) | (a1 >> (8 * i) & 0xffU) << 8 | (a2 >> (8 * i) & 0xffU) << 16 | (a3 >> (8 * i) & 0xffU) << 24;
    }
#endif
}

/* from: the four pixels of the first row, at the first of the four channels; of any alignment, though multiples of 4 take less time. Steps in bytes. */
typedef struct {
    const uint8_t *from[4];
    int32_t from_row[4]; /* to the same pixel of the next row; 0: it stays */
    uint32_t *to;        /* four words to a row, one of each channel */
    int32_t rows;        /* at least 1 */
} rp_xpulp_turn;

static RP_XPULP_INLINE void rp_xpulp_turn_rows(const rp_xpulp_turn *t)
{
#ifdef RP_XPULP
#define NEXT(i) RP_P_LW_REGISTER("%[a" #i "]", "%[f" #i "]", "%[s" #i "]")
#define PACK(rd, high, low) ".insn r 0x57, 0, 0x68, %[" rd "], %[" high "], %[" low "]\n" /* pv.pack.h: the low halves */
#define HIGH(rd, from) ".insn r 0x57, 0, 0x64, %[" rd "], %[" from "], %[halves]\n"      /* pv.shuffle2.h: the high halves */
#define PICK(rd, from, which) ".insn r 0x57, 1, 0x64, %[" rd "], %[" from "], %[" which "]\n"
    const uint8_t *f0 = t->from[0], *f1 = t->from[1], *f2 = t->from[2], *f3 = t->from[3];
    uint32_t *to = t->to;
    uint32_t a0, a1, a2, a3, b0, b1, b2;
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[rows]", "36")
                   NEXT(0) NEXT(1) NEXT(2) NEXT(3)
                   PACK("b0", "a1", "a0") PACK("b1", "a3", "a2") HIGH("a0", "a1") HIGH("a2", "a3")
                   "mv %[b2], %[b0]\n" PICK("b0", "b1", "even") PICK("b2", "b1", "odd")
                   "mv %[b1], %[a0]\n" PICK("a0", "a2", "even") PICK("b1", "a2", "odd")
                   RP_P_SW_IMMEDIATE("%[b0]", "%[to]", "4") RP_P_SW_IMMEDIATE("%[b2]", "%[to]", "4")
                   RP_P_SW_IMMEDIATE("%[a0]", "%[to]", "4") RP_P_SW_IMMEDIATE("%[b1]", "%[to]", "4") RP_XPULP_END
                   : [f0] "+r"(f0), [f1] "+r"(f1), [f2] "+r"(f2), [f3] "+r"(f3), [to] "+r"(to), [a0] "=&r"(a0), [a1] "=&r"(a1), [a2] "=&r"(a2),
                     [a3] "=&r"(a3), [b0] "=&r"(b0), [b1] "=&r"(b1), [b2] "=&r"(b2)
                   : [rows] "r"(t->rows), [s0] "r"(t->from_row[0]), [s1] "r"(t->from_row[1]), [s2] "r"(t->from_row[2]), [s3] "r"(t->from_row[3]),
                     [halves] "r"(0x00030001), [even] "r"(0x06040200), [odd] "r"(0x07050301)
                   : "memory");
#undef NEXT
#undef PACK
#undef HIGH
#undef PICK
#else
    for (int32_t row = 0; row < t->rows; row++) {
        for (int32_t channel = 0; channel < 4; channel++) {
            uint32_t word = 0;
            for (int32_t i = 0; i < 4; i++) {
                word |= (uint32_t)t->from[i][row * t->from_row[i] + channel] << (8 * i);
            }
            t->to[4 * row + channel] = word;
        }
    }
#endif
}

#endif
