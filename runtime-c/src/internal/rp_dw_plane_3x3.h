/* A channel (rp_dw_channel.h) of a 3x3 window with stride 1, in blocks of 2x2 outputs. */
#ifndef RP_DW_PLANE_3X3_H
#define RP_DW_PLANE_3X3_H

#include "internal/rp_dw_channel.h"

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

#else

/* The last block begins so that it ends at `count`: what it has in common with the one before is computed twice. */
static inline int32_t rp_dw_start(int32_t i, int32_t block, int32_t count)
{
    return i + block <= count ? i : count - block;
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

#endif

#endif
