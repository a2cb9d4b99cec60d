/* One channel of a depthwise convolution on a padded plane of codes; docs/numerics.md N6.2. Four taps of a row are read as a word and split in even and odd
 * ones, so that SMLAD does two taps of one output; the weights are split the same way, once per channel.
 *
 * Where the compiler targets the DSP instructions the loops over a plane are assembly (GCC keeps neither the taps nor the sums in registers); "used" keeps it
 * from taking away the parameter, which only the assembly reads. Elsewhere they are the same blocks in C. */
#ifndef RP_DW_PLANE_H
#define RP_DW_PLANE_H

#include "internal/rp_dsp.h"

/* Outputs of one channel, and where they go. The assembly knows the offsets of the members (of 4 bytes each) and changes those that move. */
typedef struct {
    const uint8_t *from;               /*  0: first tap of the first output; for rp_dw_plane_3x3 one row further down */
    int32_t pitch;                     /*  4: bytes from one row of taps to the next */
    uint32_t even0, even1, even2;      /*  8: rp_dw_plane_3x3: (w0, w2) of the rows, */
    uint32_t odd01, odd2;              /* 20: w1 of the first two rows, w1 of the third */
    int32_t bias, m, round, r;         /* 28: as in rp_dsp_channel */
    uint8_t *to;                       /* 44: the next output */
    uint8_t *to_row;                   /* 48: the first one of this row */
    int32_t y_column, y_row;           /* 52: bytes from output to output */
    const uint8_t *last;               /* 60: rp_dw_plane_3x3, rp_dw_plane_3: `from` behind the last pair of columns */
    int32_t columns, rows;             /* 64: of outputs; for rp_dw_plane_3x3 and rp_dw_plane_3 columns mod 2 */
    const uint32_t *taps;              /* 72: (w0, w2), (w1, w3) of every four taps */
    int32_t x_column, x_row;           /* 76: bytes from one output's first tap to the next one's */
    int32_t k_h, quads;                /* 84: rows of taps, words of taps in a row */
    int32_t zp;                        /* 92: 0 for rp_dw_plane_3x3 and rp_dw_plane_3 */
} rp_dw_channel;

#ifdef __ARM_FEATURE_DSP

/* 3x3, stride 1, no dilation, at least 2x2 outputs, the zero point in `round`: blocks of 2x2 share what they read. Where a count is odd the last block has a row or column in common
 * with the one before. r0: from, r1: pitch, r2-r6: weights, r7-r10: sums, r11, r12: taps, lr: channel. The rows of a block are taken in the order 0, 2, 3, 1. */
__attribute__((naked, noinline, used)) static void rp_dw_plane_3x3(__attribute__((unused)) rp_dw_channel *channel)
{
    __asm volatile("push {r4-r11, lr}\n"
                   "mov lr, r0\n"
                   "ldm lr, {r0-r6}\n"
                   "1: sub r7, r0, r1\n"
                   "ldr r10, [lr, #28]\n"
                   "ldr r11, [r7]\n"
                   "ldr r9, [r0, r1]\n"
                   "uxtb16 r12, r11, ror #8\n"
                   "uxtb16 r11, r11\n"
                   "smlad r8, r12, r2, r10\n"
                   "smlad r7, r11, r2, r10\n"
                   "smlatb r8, r11, r5, r8\n"
                   "smlabb r7, r12, r5, r7\n"
                   "uxtb16 r11, r9\n"
                   "uxtb16 r12, r9, ror #8\n"
                   "smlad r7, r11, r4, r7\n"
                   "smlad r9, r11, r3, r10\n"
                   "smlatb r8, r11, r6, r8\n"
                   "smlad r10, r12, r3, r10\n"
                   "smlabb r7, r12, r6, r7\n"
                   "smlatt r10, r11, r5, r10\n"
                   "ldr r11, [r0, r1, lsl #1]\n"
                   "smlad r8, r12, r4, r8\n"
                   "smlabt r9, r12, r5, r9\n"
                   "uxtb16 r12, r11, ror #8\n"
                   "uxtb16 r11, r11\n"
                   "smlad r10, r12, r4, r10\n"
                   "smlad r9, r11, r4, r9\n"
                   "smlatb r10, r11, r6, r10\n"
                   "ldr r11, [r0], #2\n"
                   "smlabb r9, r12, r6, r9\n"
                   "uxtb16 r12, r11, ror #8\n"
                   "uxtb16 r11, r11\n"
                   "smlad r8, r12, r3, r8\n"
                   "smlad r7, r11, r3, r7\n"
                   "smlatt r8, r11, r5, r8\n"
                   "smlabt r7, r12, r5, r7\n"
                   "smlad r10, r12, r2, r10\n"
                   "smlad r9, r11, r2, r9\n"
                   "smlatb r10, r11, r5, r10\n"
                   "ldr r11, [lr, #32]\n"
                   "smlabb r9, r12, r5, r9\n"
                   "ldr r12, [lr, #36]\n"
                   "smmla r7, r7, r11, r12\n"
                   "smmla r8, r8, r11, r12\n"
                   "smmla r9, r9, r11, r12\n"
                   "smmla r10, r10, r11, r12\n"
                   "ldr r11, [lr, #40]\n"
                   "ldr r12, [lr, #44]\n"
                   "asr r7, r7, r11\n"
                   "usat r7, #8, r7\n"
                   "asr r8, r8, r11\n"
                   "usat r8, #8, r8\n"
                   "strb r7, [r12]\n"
                   "asr r9, r9, r11\n"
                   "asr r10, r10, r11\n"
                   "ldr r11, [lr, #52]\n"
                   "ldr r7, [lr, #56]\n"
                   "usat r9, #8, r9\n"
                   "usat r10, #8, r10\n"
                   "strb r8, [r12, r11]\n"
                   "add r7, r7, r12\n"
                   "ldr r8, [lr, #60]\n"
                   "strb r9, [r7]\n"
                   "strb r10, [r7, r11]\n"
                   "add r12, r12, r11, lsl #1\n"
                   "cmp r0, r8\n"
                   "str r12, [lr, #44]\n"
                   "bcc 1b\n"
                   "bne 2f\n"
                   "ldr r7, [lr, #64]\n"
                   "cbz r7, 2f\n"
                   "subs r0, r0, #1\n"
                   "sub r12, r12, r11\n"
                   "str r12, [lr, #44]\n"
                   "b 1b\n"
                   "2: ldr r7, [lr, #68]\n"
                   "ldr r0, [lr]\n"
                   "ldr r12, [lr, #48]\n"
                   "ldr r11, [lr, #56]\n"
                   "subs r7, r7, #2\n"
                   "ble 3f\n"
                   "add r0, r0, r1\n"
                   "add r8, r8, r1\n"
                   "add r12, r12, r11\n"
                   "cmp r7, #1\n"
                   "ittt ne\n"
                   "addne r0, r0, r1\n"
                   "addne r8, r8, r1\n"
                   "addne r12, r12, r11\n"
                   "it eq\n"
                   "moveq r7, #2\n"
                   "str r7, [lr, #68]\n"
                   "str r0, [lr]\n"
                   "str r8, [lr, #60]\n"
                   "str r12, [lr, #44]\n"
                   "str r12, [lr, #48]\n"
                   "b 1b\n"
                   "3: pop {r4-r11, pc}\n");
}

/* Three rows of up to four taps, at least two columns of outputs, the zero point in `round`: the taps stay in registers. r0: from, r1: pitch, r2-r7: taps,
 * r8, r9: sums of two outputs of a row, r10-r12: words, lr: channel. */
__attribute__((naked, noinline, used)) static void rp_dw_plane_3(__attribute__((unused)) rp_dw_channel *channel)
{
    __asm volatile("push {r4-r11, lr}\n"
                   "mov lr, r0\n"
                   "ldr r2, [lr, #72]\n"
                   "ldm lr, {r0, r1}\n"
                   "ldm r2, {r2-r7}\n"
                   "1: ldr r10, [r0]\n"
                   "ldr r11, [r0, r1]\n"
                   "ldr r12, [r0, r1, lsl #1]\n"
                   "ldr r8, [lr, #28]\n"
                   "uxtb16 r9, r10\n"
                   "uxtb16 r10, r10, ror #8\n"
                   "smlad r8, r9, r2, r8\n"
                   "uxtb16 r9, r11\n"
                   "smlad r8, r10, r3, r8\n"
                   "uxtb16 r11, r11, ror #8\n"
                   "smlad r8, r9, r4, r8\n"
                   "ldr r10, [lr, #76]\n"
                   "uxtb16 r9, r12\n"
                   "smlad r8, r11, r5, r8\n"
                   "uxtb16 r12, r12, ror #8\n"
                   "smlad r8, r9, r6, r8\n"
                   "add r0, r0, r10\n"
                   "smlad r8, r12, r7, r8\n"
                   "ldr r10, [r0]\n"
                   "ldr r11, [r0, r1]\n"
                   "ldr r9, [lr, #28]\n"
                   "uxtb16 r12, r10\n"
                   "uxtb16 r10, r10, ror #8\n"
                   "smlad r9, r12, r2, r9\n"
                   "uxtb16 r12, r11\n"
                   "smlad r9, r10, r3, r9\n"
                   "ldr r10, [r0, r1, lsl #1]\n"
                   "uxtb16 r11, r11, ror #8\n"
                   "smlad r9, r12, r4, r9\n"
                   "uxtb16 r12, r10\n"
                   "smlad r9, r11, r5, r9\n"
                   "uxtb16 r10, r10, ror #8\n"
                   "smlad r9, r12, r6, r9\n"
                   "ldr r11, [lr, #32]\n"
                   "ldr r12, [lr, #36]\n"
                   "smlad r9, r10, r7, r9\n"
                   "smmla r8, r8, r11, r12\n"
                   "smmla r9, r9, r11, r12\n"
                   "ldr r10, [lr, #40]\n"
                   "ldr r12, [lr, #44]\n"
                   "ldr r11, [lr, #52]\n"
                   "asr r8, r8, r10\n"
                   "asr r9, r9, r10\n"
                   "ldr r10, [lr, #76]\n"
                   "usat r8, #8, r8\n"
                   "usat r9, #8, r9\n"
                   "strb r8, [r12]\n"
                   "ldr r8, [lr, #60]\n"
                   "add r0, r0, r10\n"
                   "strb r9, [r12, r11]\n"
                   "add r12, r12, r11, lsl #1\n"
                   "cmp r0, r8\n"
                   "str r12, [lr, #44]\n"
                   "bcc 1b\n"
                   "bne 2f\n"
                   "ldr r9, [lr, #64]\n"
                   "cmp r9, #0\n"
                   "beq 2f\n"
                   "sub r0, r0, r10\n"
                   "sub r12, r12, r11\n"
                   "str r12, [lr, #44]\n"
                   "b 1b\n"
                   "2: ldr r9, [lr, #80]\n"
                   "ldr r0, [lr]\n"
                   "ldr r10, [lr, #68]\n"
                   "ldr r12, [lr, #48]\n"
                   "ldr r11, [lr, #56]\n"
                   "add r8, r8, r9\n"
                   "add r0, r0, r9\n"
                   "str r8, [lr, #60]\n"
                   "add r12, r12, r11\n"
                   "str r0, [lr]\n"
                   "str r12, [lr, #44]\n"
                   "str r12, [lr, #48]\n"
                   "subs r10, r10, #1\n"
                   "str r10, [lr, #68]\n"
                   "bne 1b\n"
                   "pop {r4-r11, pc}\n");
}

/* Any window; two outputs of a row share the weights that are read. The last pair begins so that it ends with the row; a lone column is computed as a pair of
 * itself. r0: taps of x, r1: weights, r2: second output's distance, r3, r4: counts, r5: step to the next row of taps, r6-r12: words and sums, lr: channel. */
__attribute__((naked, noinline, used)) static void rp_dw_plane(__attribute__((unused)) rp_dw_channel *channel)
{
    __asm volatile("push {r4-r11, lr}\n"
                   "mov lr, r0\n"
                   "1: ldr r6, [lr, #64]\n" /* a row of outputs; columns left */
                   "str r6, [lr, #60]\n"
                   "ldr r0, [lr]\n"
                   "ldr r2, [lr, #76]\n"
                   "cmp r6, #1\n"
                   "it eq\n"
                   "moveq r2, #0\n"
                   "2: str r0, [lr, #8]\n" /* a pair of outputs */
                   "ldr r7, [lr, #28]\n"
                   "ldr r1, [lr, #72]\n"
                   "ldr r4, [lr, #84]\n"
                   "ldr r3, [lr, #88]\n"
                   "ldr r5, [lr, #4]\n"
                   "mov r8, r7\n"
                   "cmp r3, #1\n"
                   "bne 5f\n"
                   "6: ldr r10, [r0, r2]\n" /* rows of one word */
                   "ldr r9, [r0]\n"
                   "ldr r11, [r1], #4\n"
                   "ldr r12, [r1], #4\n"
                   "uxtb16 r6, r10\n"
                   "uxtb16 r10, r10, ror #8\n"
                   "smlad r8, r6, r11, r8\n"
                   "uxtb16 r6, r9\n"
                   "smlad r8, r10, r12, r8\n"
                   "uxtb16 r9, r9, ror #8\n"
                   "smlad r7, r6, r11, r7\n"
                   "add r0, r0, r5\n"
                   "subs r4, r4, #1\n"
                   "smlad r7, r9, r12, r7\n"
                   "bne 6b\n"
                   "b 7f\n"
                   "5: sub r5, r5, r3, lsl #2\n"
                   "3: ldr r10, [r0, r2]\n"
                   "ldr r9, [r0], #4\n"
                   "ldr r11, [r1], #4\n"
                   "ldr r12, [r1], #4\n"
                   "uxtb16 r6, r10\n"
                   "uxtb16 r10, r10, ror #8\n"
                   "smlad r8, r6, r11, r8\n"
                   "uxtb16 r6, r9\n"
                   "smlad r8, r10, r12, r8\n"
                   "uxtb16 r9, r9, ror #8\n"
                   "smlad r7, r6, r11, r7\n"
                   "subs r3, r3, #1\n"
                   "smlad r7, r9, r12, r7\n"
                   "bne 3b\n"
                   "ldr r3, [lr, #88]\n"
                   "add r0, r0, r5\n"
                   "subs r4, r4, #1\n"
                   "bne 3b\n"
                   "7: ldr r9, [lr, #32]\n"
                   "ldr r10, [lr, #36]\n"
                   "ldr r11, [lr, #40]\n"
                   "ldr r12, [lr, #92]\n"
                   "ldr r1, [lr, #44]\n"
                   "ldr r3, [lr, #52]\n"
                   "ldr r4, [lr, #60]\n"
                   "ldr r0, [lr, #8]\n"
                   "smmla r7, r7, r9, r10\n"
                   "smmla r8, r8, r9, r10\n"
                   "asr r7, r7, r11\n"
                   "asr r8, r8, r11\n"
                   "add r7, r7, r12\n"
                   "add r8, r8, r12\n"
                   "usat r7, #8, r7\n"
                   "usat r8, #8, r8\n"
                   "strb r7, [r1]\n"
                   "subs r4, r4, #2\n"
                   "it pl\n"
                   "strbpl r8, [r1, r3]\n"
                   "ble 4f\n"
                   "add r0, r0, r2\n"
                   "add r1, r1, r3\n"
                   "cmp r4, #1\n"
                   "ite ne\n"
                   "addne r0, r0, r2\n"
                   "moveq r4, #2\n"
                   "it ne\n"
                   "addne r1, r1, r3\n"
                   "str r1, [lr, #44]\n"
                   "str r4, [lr, #60]\n"
                   "b 2b\n"
                   "4: ldr r0, [lr]\n"
                   "ldr r1, [lr, #48]\n"
                   "ldr r3, [lr, #68]\n"
                   "ldr r4, [lr, #56]\n"
                   "ldr r5, [lr, #80]\n"
                   "add r1, r1, r4\n"
                   "str r1, [lr, #44]\n"
                   "str r1, [lr, #48]\n"
                   "add r0, r0, r5\n"
                   "str r0, [lr]\n"
                   "subs r3, r3, #1\n"
                   "str r3, [lr, #68]\n"
                   "bne 1b\n"
                   "pop {r4-r11, pc}\n");
}

#else

/* The last block begins so that it ends at `count`: what it has in common with the one before is computed twice. */
static inline int32_t rp_dw_start(int32_t i, int32_t block, int32_t count)
{
    return i + block <= count ? i : count - block;
}

static inline uint8_t rp_dw_output(int32_t acc, const rp_dw_channel *c, int32_t zp)
{
    return (uint8_t)rp_usat8(zp + (rp_smmla(acc, c->m, c->round) >> c->r));
}

static inline int32_t rp_dw_row(const uint8_t *row, uint32_t even, uint32_t odd, int32_t acc)
{
    const uint32_t word = rp_load_word(row);
    return rp_smlabb(rp_uxtb16_ror8(word), odd, rp_smlad(rp_uxtb16(word), even, acc));
}

static inline int32_t rp_dw_next_row(const uint8_t *row, uint32_t even, uint32_t odd, int32_t acc)
{
    const uint32_t word = rp_load_word(row);
    return rp_smlatb(rp_uxtb16(word), odd, rp_smlad(rp_uxtb16_ror8(word), even, acc));
}

static void rp_dw_plane_3x3(rp_dw_channel *c)
{
    const int32_t columns = (int32_t)(c->last - c->from) + c->columns;
    const uint32_t even[] = {c->even0, c->even1, c->even2};
    const uint32_t odd[] = {c->odd01, c->odd01 >> 16, c->odd2};
    for (int32_t row = 0; row < c->rows; row += 2) {
        const int32_t oy = rp_dw_start(row, 2, c->rows);
        for (int32_t column = 0; column < columns; column += 2) {
            const int32_t ox = rp_dw_start(column, 2, columns);
            for (int32_t i = 0; i < 2; i++) {
                const uint8_t *from = c->from + (oy + i - 1) * c->pitch + ox;
                uint8_t *to = c->to + (oy + i) * c->y_row + ox * c->y_column;
                int32_t acc0 = c->bias;
                int32_t acc1 = acc0;
                for (int32_t ky = 0; ky < 3; ky++) {
                    acc0 = rp_dw_row(from + ky * c->pitch, even[ky], odd[ky], acc0);
                    acc1 = rp_dw_next_row(from + ky * c->pitch, even[ky], odd[ky], acc1);
                }
                to[0] = rp_dw_output(acc0, c, 0);
                to[c->y_column] = rp_dw_output(acc1, c, 0);
            }
        }
    }
}

static void rp_dw_columns(const rp_dw_channel *c, int32_t columns)
{
    for (int32_t oy = 0; oy < c->rows; oy++) {
        for (int32_t ox = 0; ox < columns; ox++) {
            const uint8_t *from = c->from + oy * c->x_row + ox * c->x_column;
            const uint32_t *taps = c->taps;
            int32_t acc = c->bias;
            for (int32_t ky = 0; ky < c->k_h; ky++) {
                for (int32_t i = 0; i < c->quads; i++) {
                    const uint32_t word = rp_load_word(from + ky * c->pitch + 4 * i);
                    acc = rp_smlad(rp_uxtb16_ror8(word), taps[1], rp_smlad(rp_uxtb16(word), taps[0], acc));
                    taps += 2;
                }
            }
            c->to[oy * c->y_row + ox * c->y_column] = rp_dw_output(acc, c, c->zp);
        }
    }
}

static void rp_dw_plane_3(rp_dw_channel *c)
{
    rp_dw_columns(c, (int32_t)(c->last - c->from) / c->x_column + c->columns);
}

static void rp_dw_plane(rp_dw_channel *c)
{
    rp_dw_columns(c, c->columns);
}

#endif

#endif
