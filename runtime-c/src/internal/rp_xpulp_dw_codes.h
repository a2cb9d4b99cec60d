/* Two neighbouring columns, or one, of some channels' outputs of a 3x3 depthwise convolution, for Xpulp, from words of four pixels of a row (rp_xpulp_turn.h): a word
 * times (w0, w1, w2, 0) counts for the first column, times (0, w0, w1, w2) for the second. Two rows at a time. */
#ifndef RP_XPULP_DW_CODES_H
#define RP_XPULP_DW_CODES_H

#include "internal/rp_xpulp_bytes.h"
#include "internal/rp_xpulp_code.h"

/* The assembly knows the offsets. Steps in bytes. */
typedef struct {
    const uint32_t *from; /* of the first channel: every fourth word, one to a row of the input; the next channel's words follow its */
    const uint32_t *w;    /* three words for each channel, one to a kernel row, their highest byte 0 */
    const rp_xpulp_channel *q;
    uint8_t *to;
    int32_t to_column; /* from the first column to the second */
    int32_t to_row;    /* from the last column to the first one of the next row */
    int32_t rows;      /* of outputs, at least 1; there are two rows more of the input */
    int32_t channels;  /* 1 to 4 */
    rp_xpulp_stage stage;
    int32_t high; /* the largest code */
    int32_t columns;
} rp_xpulp_dw_codes;

static inline void rp_xpulp_dw_by_one(const rp_xpulp_dw_codes *t, const rp_s8_output *o)
{
    for (int32_t channel = 0; channel < t->channels; channel++) {
        uint8_t *to = t->to + channel;
        for (int32_t row = 0; row < t->rows; row++) {
            for (int32_t i = 0; i < t->columns; i++) {
                int32_t sum = t->q[channel].bias;
                for (int32_t k = 0; k < 3; k++) {
                    sum = rp_xpulp_dot_codes(sum, t->from[4 * (row + k) + channel], t->w[3 * channel + k] << (8 * i));
                }
                to[i * t->to_column] = rp_xpulp_code(sum, t->q + channel, o, &t->stage);
            }
            to += (t->columns - 1) * t->to_column + t->to_row;
        }
    }
}

#ifdef RP_XPULP

/* Words of four rows t0 - t3; weights s0 - s2, for the second column s3 - s5; bias s6; sums s8 - s11; scale a4; stage a5 - a7. */
#define DOT(sum, x, w) ".insn r 0x57, 1, 0x54, " sum ", " x ", " w "\n" /* pv.sdotusp.b */
#define START(sum) "mv " sum ", s6\n"
#define HIGHEST(sum) ".insn r 0x33, 4, 0x02, " sum ", " sum ", a7\n" /* p.min */
#define STORE(sum, step) ".insn r 0x2b, 4, 0x00, " step ", a1, " sum "\n" /* p.sb */
/* Codes as in rp_xpulp_code.h. */
#define FLOAT(sum) "fcvt.s.w " sum ", " sum "\n"
#define SCALE(sum) "fmadd.s " sum ", " sum ", a4, a5\n"
#define LOWEST(sum) ".insn r 0x33, 6, 0x02, " sum ", " sum ", a6\n" /* p.max */
/* Codes from 0 on whose zero point is 0: the bits of a sum from 0 to 2^23 - 1 are those of the float sum*2^-149, and a product of that size is rounded to a whole number of
 * 2^-149, whose bits are the code. p.clipu. */
#define HELD(sum) ".insn r 0x33, 2, 0x0a, " sum ", " sum ", x24\n"
#define PRODUCT(sum) "fmul.s " sum ", " sum ", a4\n"
#define NOTHING(sum)
#define TWO_ROWS_OF_TWO(FIRST, SECOND, THIRD) \
    RP_P_LW_IMMEDIATE("t0", "a0", "32") "lw t1, -16(a0)\n lw t2, 0(a0)\n lw t3, 16(a0)\n" \
    START("s8") START("s9") START("s10") START("s11") DOT("s8", "t0", "s0") DOT("s9", "t0", "s3") DOT("s8", "t1", "s1") DOT("s9", "t1", "s4") DOT("s8", "t2", "s2") \
    DOT("s9", "t2", "s5") FIRST("s8") DOT("s10", "t1", "s0") FIRST("s9") DOT("s11", "t1", "s3") SECOND("s8") DOT("s10", "t2", "s1") SECOND("s9") DOT("s11", "t2", "s4") \
    THIRD("s8") DOT("s10", "t3", "s2") THIRD("s9") DOT("s11", "t3", "s5") FIRST("s10") HIGHEST("s8") FIRST("s11") HIGHEST("s9") SECOND("s10") STORE("s8", "a2") \
    SECOND("s11") STORE("s9", "a3") THIRD("s10") THIRD("s11") HIGHEST("s10") HIGHEST("s11") STORE("s10", "a2") STORE("s11", "a3")
#define A_ROW_OF_TWO(FIRST, SECOND, THIRD) \
    "lw t0, 0(a0)\n lw t1, 16(a0)\n lw t2, 32(a0)\n" \
    START("s8") START("s9") DOT("s8", "t0", "s0") DOT("s9", "t0", "s3") DOT("s8", "t1", "s1") DOT("s9", "t1", "s4") DOT("s8", "t2", "s2") DOT("s9", "t2", "s5") FIRST("s8") \
    FIRST("s9") SECOND("s8") SECOND("s9") THIRD("s8") THIRD("s9") HIGHEST("s8") HIGHEST("s9") STORE("s8", "a2") STORE("s9", "a3")
#define TWO_ROWS_OF_ONE(FIRST, SECOND, THIRD) \
    RP_P_LW_IMMEDIATE("t0", "a0", "32") "lw t1, -16(a0)\n lw t2, 0(a0)\n lw t3, 16(a0)\n" \
    START("s8") START("s10") DOT("s8", "t0", "s0") DOT("s10", "t1", "s0") DOT("s8", "t1", "s1") DOT("s10", "t2", "s1") DOT("s8", "t2", "s2") DOT("s10", "t3", "s2") \
    FIRST("s8") FIRST("s10") SECOND("s8") SECOND("s10") THIRD("s8") THIRD("s10") HIGHEST("s8") HIGHEST("s10") STORE("s8", "a3") STORE("s10", "a3")
#define A_ROW_OF_ONE(FIRST, SECOND, THIRD) \
    "lw t0, 0(a0)\n lw t1, 16(a0)\n lw t2, 32(a0)\n" \
    START("s8") DOT("s8", "t0", "s0") DOT("s8", "t1", "s1") DOT("s8", "t2", "s2") FIRST("s8") SECOND("s8") THIRD("s8") HIGHEST("s8") STORE("s8", "a3")
/* Channel by channel: pairs of rows, and one that is left. `high`: offset of the highest code as the stage wants it. */
#define CHANNELS(TWO, halfwords, ONE, high, ...) \
    __asm volatile( \
        "lw tp, 0(a0)\n lw t4, 4(a0)\n lw t5, 8(a0)\n lw ra, 12(a0)\n lw a2, 16(a0)\n lw a3, 20(a0)\n lw s7, 24(a0)\n lw t6, 28(a0)\n lw a5, 32(a0)\n lw a6, 36(a0)\n" \
        "lw a7, " high "(a0)\n" \
        "1:\n" \
        "lw s0, 0(t4)\n lw s1, 4(t4)\n lw s2, 8(t4)\n addi t4, t4, 12\n lw s6, 0(t5)\n lw a4, 4(t5)\n addi t5, t5, 16\n" \
        "slli s3, s0, 8\n slli s4, s1, 8\n slli s5, s2, 8\n mv a0, tp\n mv a1, ra\n srli t0, s7, 1\n beqz t0, 2f\n" \
        RP_XPULP_BEGIN ".p2align 4\n" RP_LP_SETUP_0("t0", halfwords) TWO(__VA_ARGS__) RP_XPULP_END \
        "2:\n andi t0, s7, 1\n beqz t0, 3f\n" ONE(__VA_ARGS__) \
        "3:\n addi tp, tp, 4\n addi ra, ra, 1\n addi t6, t6, -1\n bnez t6, 1b\n" \
        : "+r"(in) \
        : \
        : "memory", "ra", "tp", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", \
          "s9", "s10", "s11")

/* The channels all have a scale; `from_zero`: codes are from 0 on, and 0 is their zero point. */
static inline void rp_xpulp_dw_by_two(const rp_xpulp_dw_codes *t, bool from_zero)
{
    register const rp_xpulp_dw_codes *in __asm("a0") = t;
    if (from_zero && t->columns == 2) {
        CHANNELS(TWO_ROWS_OF_TWO, "72", A_ROW_OF_TWO, "44", HELD, PRODUCT, NOTHING);
    } else if (from_zero) {
        CHANNELS(TWO_ROWS_OF_ONE, "40", A_ROW_OF_ONE, "44", HELD, PRODUCT, NOTHING);
    } else if (t->columns == 2) {
        CHANNELS(TWO_ROWS_OF_TWO, "80", A_ROW_OF_TWO, "40", FLOAT, SCALE, LOWEST);
    } else {
        CHANNELS(TWO_ROWS_OF_ONE, "44", A_ROW_OF_ONE, "40", FLOAT, SCALE, LOWEST);
    }
}

#undef DOT
#undef START
#undef FLOAT
#undef SCALE
#undef LOWEST
#undef HELD
#undef PRODUCT
#undef NOTHING
#undef HIGHEST
#undef STORE
#undef TWO_ROWS_OF_TWO
#undef A_ROW_OF_TWO
#undef TWO_ROWS_OF_ONE
#undef A_ROW_OF_ONE
#undef CHANNELS

#endif

/* Whether all channels have a scale. */
static inline bool rp_xpulp_dw_scaled(const rp_xpulp_dw_codes *t)
{
    bool scaled = true;
    for (int32_t i = 0; i < t->channels; i++) {
        scaled = scaled && t->q[i].scale != 0.0f;
    }
    return scaled;
}

/* `scaled` as rp_xpulp_dw_scaled says. */
static inline void rp_xpulp_dw_compute(const rp_xpulp_dw_codes *t, bool scaled, const rp_s8_output *o)
{
#ifdef RP_XPULP
    if (scaled) {
        rp_xpulp_dw_by_two(t, o->zp_out == 0 && o->low == 0);
        return;
    }
#else
    (void)scaled;
#endif
    rp_xpulp_dw_by_one(t, o);
}

#endif
