/* Two neighbouring columns, or one, of some channels' outputs of a 3x3 depthwise convolution, for Xpulp, from words of four pixels of a row (rp_xpulp_turn.h): a word
 * times (w0, w1, w2, 0) counts for the first column, times (0, w0, w1, w2) for the second. Three rows at a time. */
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
    int32_t columns;
    int32_t threes, rest; /* rows = 3*threes + rest */
    int32_t limits[4];    /* of each channel's sums, where codes are from zero on */
} rp_xpulp_dw_codes;

/* How the codes of some channels are made. */
typedef enum {
    RP_XPULP_DW_INTEGERS,
    RP_XPULP_DW_FLOATS,   /* rp_xpulp_code.h; all channels have a scale */
    RP_XPULP_DW_FROM_ZERO /* besides, codes are from 0 on, which is their zero point: sums from 0 to the limit times the scale are the codes */
} rp_xpulp_dw_way;

/* The bits of a sum from 0 to 2^23 - 1 are those of the float sum*2^-149, and a product of that size is rounded to a whole number of 2^-149, whose bits are the code. */
static inline int32_t rp_xpulp_dw_product(int32_t sum, float scale)
{
    float value;
    memcpy(&value, &sum, sizeof value);
    value *= scale;
    int32_t code;
    memcpy(&code, &value, sizeof code);
    return code;
}

/* 1/a to within 0.03 %, for normal numbers: two Newton steps from a first value to within 13 %. All cores share one divider, which takes longer. */
static inline float rp_xpulp_dw_reciprocal(float a)
{
    int32_t bits;
    memcpy(&bits, &a, sizeof bits);
    bits = 0x7ef311c7 - bits;
    float x;
    memcpy(&x, &bits, sizeof x);
    x = x * (2.0f - a * x);
    return x * (2.0f - a * x);
}

/* The way of all channels, and their limits: a sum whose code is the highest, as all larger ones have that code, too. */
static inline rp_xpulp_dw_way rp_xpulp_dw_way_of(rp_xpulp_dw_codes *t, const rp_s8_output *o)
{
    const int32_t most = (1 << 23) - 1;
    rp_xpulp_dw_way way = o->zp_out == 0 && o->low == 0 ? RP_XPULP_DW_FROM_ZERO : RP_XPULP_DW_FLOATS;
    const float high = (float)o->high;
    for (int32_t i = 0; i < t->channels; i++) {
        const float scale = t->q[i].scale;
        if (scale == 0.0f) {
            return RP_XPULP_DW_INTEGERS;
        }
        if (way == RP_XPULP_DW_FROM_ZERO) {
            const float limit = high * rp_xpulp_dw_reciprocal(scale) + 0.5f;
            t->limits[i] = limit < (float)most ? (int32_t)limit : most;
            const int32_t code = rp_xpulp_dw_product(t->limits[i], scale);
            /* none for large scales, which leave codes out */
            if (code != o->high && (code > o->high || t->limits[i] < most)) {
                way = RP_XPULP_DW_FLOATS;
            }
        }
    }
    return way;
}

static inline void rp_xpulp_dw_by_one(const rp_xpulp_dw_codes *t, rp_xpulp_dw_way way, const rp_s8_output *o)
{
    for (int32_t channel = 0; channel < t->channels; channel++) {
        uint8_t *to = t->to + channel;
        for (int32_t row = 0; row < t->rows; row++) {
            for (int32_t i = 0; i < t->columns; i++) {
                int32_t sum = t->q[channel].bias;
                for (int32_t k = 0; k < 3; k++) {
                    sum = rp_xpulp_dot_codes(sum, t->from[4 * (row + k) + channel], t->w[3 * channel + k] << (8 * i));
                }
                to[i * t->to_column] = way == RP_XPULP_DW_FROM_ZERO
                    ? (uint8_t)rp_xpulp_dw_product(rp_xpulp_min(rp_xpulp_max(sum, 0), t->limits[channel]), t->q[channel].scale)
                    : rp_xpulp_code(sum, t->q + channel, o, &t->stage);
            }
            to += (t->columns - 1) * t->to_column + t->to_row;
        }
    }
}

#ifdef RP_XPULP

/* Words of rows t0 - t2, of which the first two are there; weights s0 - s2, for the second column s3 - s5; bias s6; sums s8 - s10; scale a4; stage a5 - a7. */
#define DOT(sum, x, w) ".insn r 0x57, 1, 0x54, " sum ", " x ", " w "\n" /* pv.sdotusp.b */
#define START(sum) "mv " sum ", s6\n"
#define STORE(sum, step) ".insn r 0x2b, 4, 0x00, " step ", a1, " sum "\n" /* p.sb */
#define NEXT(rd) RP_P_LW_IMMEDIATE(rd, "a0", "16")
/* RP_XPULP_DW_FLOATS. */
#define FLOAT(sum) "fcvt.s.w " sum ", " sum "\n"
#define SCALE(sum) "fmadd.s " sum ", " sum ", a4, a5\n"
#define LOWEST(sum) ".insn r 0x33, 6, 0x02, " sum ", " sum ", a6\n"  /* p.max */
#define HIGHEST(sum) ".insn r 0x33, 4, 0x02, " sum ", " sum ", a7\n" /* p.min */
/* RP_XPULP_DW_FROM_ZERO. */
#define HELD(sum) ".insn r 0x33, 6, 0x0a, " sum ", " sum ", a7\n" /* p.clipur */
#define PRODUCT(sum) "fmul.s " sum ", " sum ", a4\n"
#define NOTHING(sum)
#define ROW_OF_TWO(x0, x1, x2, FIRST, SECOND, THIRD, FOURTH) \
    NEXT(x2) START("s8") START("s9") DOT("s8", x0, "s0") DOT("s9", x0, "s3") DOT("s8", x1, "s1") DOT("s9", x1, "s4") DOT("s8", x2, "s2") DOT("s9", x2, "s5") \
    FIRST("s8") FIRST("s9") SECOND("s8") SECOND("s9") THIRD("s8") THIRD("s9") FOURTH("s8") FOURTH("s9") STORE("s8", "a2") STORE("s9", "a3")
#define ROWS_OF_TWO(...) ROW_OF_TWO("t0", "t1", "t2", __VA_ARGS__) ROW_OF_TWO("t1", "t2", "t0", __VA_ARGS__) ROW_OF_TWO("t2", "t0", "t1", __VA_ARGS__)
#define A_ROW_OF_TWO(...) ROW_OF_TWO("t0", "t1", "t2", __VA_ARGS__) "mv t0, t1\n mv t1, t2\n"
#define SUM_OF_ONE(sum, x0, x1, x2, FIRST) NEXT(x2) START(sum) DOT(sum, x0, "s0") DOT(sum, x1, "s1") DOT(sum, x2, "s2") FIRST(sum)
#define ROWS_OF_ONE(FIRST, SECOND, THIRD, FOURTH) \
    SUM_OF_ONE("s8", "t0", "t1", "t2", FIRST) SUM_OF_ONE("s9", "t1", "t2", "t0", FIRST) SECOND("s8") SUM_OF_ONE("s10", "t2", "t0", "t1", FIRST) SECOND("s9") \
    THIRD("s8") SECOND("s10") THIRD("s9") FOURTH("s8") STORE("s8", "a3") FOURTH("s9") STORE("s9", "a3") THIRD("s10") FOURTH("s10") STORE("s10", "a3")
#define A_ROW_OF_ONE(FIRST, SECOND, THIRD, FOURTH) \
    SUM_OF_ONE("s8", "t0", "t1", "t2", FIRST) "mv t0, t1\n" SECOND("s8") "mv t1, t2\n" THIRD("s8") FOURTH("s8") STORE("s8", "a3")
/* Channel by channel: three rows at a time, then those that are left. `stage`, `limit`: what a way does first, and for each channel. */
#define CHANNELS(ROWS, halfwords, A_ROW, row_halfwords, stage, limit, ...) \
    __asm volatile( \
        "lw tp, 0(a0)\n lw t4, 4(a0)\n lw t5, 8(a0)\n lw ra, 12(a0)\n lw a2, 16(a0)\n lw a3, 20(a0)\n lw t6, 28(a0)\n lw s7, 48(a0)\n lw s11, 52(a0)\n" stage \
        "1:\n" \
        "lw s0, 0(t4)\n lw s1, 4(t4)\n lw s2, 8(t4)\n addi t4, t4, 12\n lw s6, 0(t5)\n lw a4, 4(t5)\n addi t5, t5, 16\n" limit \
        "slli s3, s0, 8\n slli s4, s1, 8\n slli s5, s2, 8\n lw t0, 0(tp)\n lw t1, 16(tp)\n addi a0, tp, 32\n mv a1, ra\n beqz s7, 2f\n" \
        ".p2align 4\n" RP_XPULP_BEGIN RP_LP_SETUP_0("s7", halfwords) ROWS(__VA_ARGS__) RP_XPULP_END \
        "2:\n beqz s11, 3f\n" \
        RP_XPULP_BEGIN RP_LP_SETUP_0("s11", row_halfwords) A_ROW(__VA_ARGS__) RP_XPULP_END \
        "3:\n addi tp, tp, 4\n addi ra, ra, 1\n addi t6, t6, -1\n bnez t6, 1b\n" \
        : "+r"(in) \
        : \
        : "memory", "ra", "tp", "t0", "t1", "t2", "t4", "t5", "t6", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", \
          "s9", "s10", "s11")
#define OF_FLOATS "lw a5, 32(a0)\n lw a6, 36(a0)\n lw a7, 40(a0)\n", "", FLOAT, SCALE, LOWEST, HIGHEST
#define FROM_ZERO "addi a5, a0, 56\n", RP_P_LW_IMMEDIATE("a7", "a5", "4"), HELD, PRODUCT, NOTHING, NOTHING
#define CHANNELS_BY(...) CHANNELS(__VA_ARGS__)

/* By floats or from zero. */
static inline void rp_xpulp_dw_by_three(const rp_xpulp_dw_codes *t, rp_xpulp_dw_way way)
{
    register const rp_xpulp_dw_codes *in __asm("a0") = t;
    if (way == RP_XPULP_DW_FROM_ZERO && t->columns == 2) {
        CHANNELS_BY(ROWS_OF_TWO, "90", A_ROW_OF_TWO, "34", FROM_ZERO);
    } else if (way == RP_XPULP_DW_FROM_ZERO) {
        CHANNELS_BY(ROWS_OF_ONE, "48", A_ROW_OF_ONE, "20", FROM_ZERO);
    } else if (t->columns == 2) {
        CHANNELS_BY(ROWS_OF_TWO, "114", A_ROW_OF_TWO, "42", OF_FLOATS);
    } else {
        CHANNELS_BY(ROWS_OF_ONE, "60", A_ROW_OF_ONE, "24", OF_FLOATS);
    }
}

#undef DOT
#undef START
#undef NEXT
#undef FLOAT
#undef SCALE
#undef LOWEST
#undef HELD
#undef PRODUCT
#undef NOTHING
#undef HIGHEST
#undef STORE
#undef ROW_OF_TWO
#undef ROWS_OF_TWO
#undef A_ROW_OF_TWO
#undef SUM_OF_ONE
#undef ROWS_OF_ONE
#undef A_ROW_OF_ONE
#undef CHANNELS
#undef CHANNELS_BY
#undef OF_FLOATS
#undef FROM_ZERO

#endif

/* `way` as rp_xpulp_dw_way_of says. */
static inline void rp_xpulp_dw_compute(const rp_xpulp_dw_codes *t, rp_xpulp_dw_way way, const rp_s8_output *o)
{
#ifdef RP_XPULP
    if (way != RP_XPULP_DW_INTEGERS) {
        rp_xpulp_dw_by_three(t, way);
        return;
    }
#endif
    rp_xpulp_dw_by_one(t, way, o);
}

#endif
