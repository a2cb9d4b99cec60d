/* All output channels at two positions, whose codes lie in two rows of bytes; docs/numerics.md N6.2. Two channels at a time, so that four sums share what is
 * read and unpacked. Where the compiler targets the DSP instructions it is assembly (GCC spills the sums), elsewhere the same in C. */
#ifndef RP_ROW_PAIRS_H
#define RP_ROW_PAIRS_H

#include "rp_kernels_s8_dsp.h"

#include "internal/rp_dsp.h"
#include "internal/rp_dsp_output.h"

/* The assembly knows the offsets of the members (of 4 bytes each) and changes those that move. */
typedef struct {
    const uint8_t *row;       /*  0: codes of the first position */
    int32_t second;           /*  4: bytes from there to those of the second one; 0: the same position twice */
    int32_t quads;            /*  8: codes of a row, divided by 4 */
    const uint8_t *row_end;   /* 12 */
    const int8_t *w;          /* 16: four weights of a channel, four of the next, ... */
    const rp_dsp_channel *q;  /* 20 */
    int32_t q_step;           /* 24: bytes from a channel's to the next one's; 0: one channel, twice */
    uint8_t *y0, *y1;         /* 28: results of both positions */
    int32_t y_step;           /* 36: 0 where q_step is 0 */
    int32_t channels;         /* 40 */
} rp_row_pair;

#ifdef __ARM_FEATURE_DSP

/* r0: row, r1: weights, r2: second, r4-r7: sums (both channels of the first position, of the second), r8-r11: four codes or weights each, r3, r12, lr: halves;
 * [sp]: pair, [sp + 4]: end of the row. Four taps and four taps; an odd count begins with the second four. */
__attribute__((naked, noinline, used)) static void rp_row_pairs(__attribute__((unused)) rp_row_pair *pair)
{
    __asm volatile("push {r4-r11, lr}\n"
                   "ldr r3, [r0, #12]\n"
                   "push {r0, r3}\n"
                   "1: ldr r8, [r0, #20]\n" /* two channels */
                   "ldr r9, [r0, #24]\n"
                   "ldr r1, [r0, #16]\n"
                   "ldr r2, [r0, #4]\n"
                   "ldr r3, [r0, #8]\n"
                   "ldr r0, [r0]\n"
                   "ldr r4, [r8]\n"
                   "ldr r5, [r8, r9]\n"
                   "lsls r3, r3, #31\n"
                   "mov r6, r4\n"
                   "mov r7, r5\n"
                   "bne 3f\n"
                   "2: ldr r9, [r0, r2]\n"
                   "ldr r8, [r0], #4\n"
                   "ldr r10, [r1], #4\n"
                   "ldr r11, [r1], #4\n"
                   "uxtb16 r12, r8\n"
                   "sxtb16 r3, r10\n"
                   "uxtb16 lr, r9\n"
                   "smlad r4, r12, r3, r4\n"
                   "smlad r6, lr, r3, r6\n"
                   "uxtb16 r8, r8, ror #8\n"
                   "sxtb16 r3, r11\n"
                   "uxtb16 r9, r9, ror #8\n"
                   "smlad r5, r12, r3, r5\n"
                   "smlad r7, lr, r3, r7\n"
                   "sxtb16 r10, r10, ror #8\n"
                   "sxtb16 r11, r11, ror #8\n"
                   "smlad r4, r8, r10, r4\n"
                   "smlad r6, r9, r10, r6\n"
                   "smlad r5, r8, r11, r5\n"
                   "smlad r7, r9, r11, r7\n"
                   "3: ldr r9, [r0, r2]\n"
                   "ldr r8, [r0], #4\n"
                   "ldr r10, [r1], #4\n"
                   "ldr r11, [r1], #4\n"
                   "ldr r3, [sp, #4]\n"
                   "uxtb16 r12, r8\n"
                   "uxtb16 lr, r9\n"
                   "cmp r0, r3\n"
                   "sxtb16 r3, r10\n"
                   "smlad r4, r12, r3, r4\n"
                   "smlad r6, lr, r3, r6\n"
                   "uxtb16 r8, r8, ror #8\n"
                   "sxtb16 r3, r11\n"
                   "uxtb16 r9, r9, ror #8\n"
                   "smlad r5, r12, r3, r5\n"
                   "smlad r7, lr, r3, r7\n"
                   "sxtb16 r10, r10, ror #8\n"
                   "sxtb16 r11, r11, ror #8\n"
                   "smlad r4, r8, r10, r4\n"
                   "smlad r6, r9, r10, r6\n"
                   "smlad r5, r8, r11, r5\n"
                   "smlad r7, r9, r11, r7\n"
                   "bne 2b\n"
                   "ldr r0, [sp]\n"
                   "ldr r8, [r0, #20]\n"
                   "ldr r9, [r0, #24]\n"
                   "ldr r2, [r0, #28]\n"
                   "ldr r3, [r0, #32]\n"
                   "ldr r12, [r0, #36]\n"
                   "ldr r10, [r8, #4]\n"
                   "ldr r11, [r8, #8]\n"
                   "ldr lr, [r8, #12]\n" /* bytes: l, r, zp; a register shift takes the lowest */
                   "str r1, [r0, #16]\n"
                   "lsl r4, r4, lr\n"
                   "lsl r6, r6, lr\n"
                   "smmla r4, r4, r10, r11\n"
                   "lsr lr, lr, #8\n"
                   "smmla r6, r6, r10, r11\n"
                   "asr r4, r4, lr\n"
                   "asr r6, r6, lr\n"
                   "ubfx lr, lr, #8, #8\n"
                   "add r8, r8, r9\n"
                   "add r4, r4, lr\n"
                   "add r6, r6, lr\n"
                   "ldr r10, [r8, #4]\n"
                   "ldr r11, [r8, #8]\n"
                   "ldr lr, [r8, #12]\n"
                   "usat r4, #8, r4\n"
                   "usat r6, #8, r6\n"
                   "strb r4, [r2]\n"
                   "strb r6, [r3]\n"
                   "lsl r5, r5, lr\n"
                   "lsl r7, r7, lr\n"
                   "smmla r5, r5, r10, r11\n"
                   "lsr lr, lr, #8\n"
                   "smmla r7, r7, r10, r11\n"
                   "asr r5, r5, lr\n"
                   "asr r7, r7, lr\n"
                   "ubfx lr, lr, #8, #8\n"
                   "ldr r10, [r0, #40]\n"
                   "add r5, r5, lr\n"
                   "add r7, r7, lr\n"
                   "usat r5, #8, r5\n"
                   "usat r7, #8, r7\n"
                   "strb r5, [r2, r12]\n"
                   "strb r7, [r3, r12]\n"
                   "subs r10, r10, #2\n"
                   "ble 4f\n"
                   "add r2, r2, r12\n"
                   "add r3, r3, r12\n"
                   "cmp r10, #1\n"
                   "ittt ne\n"
                   "addne r8, r8, r9\n"
                   "addne r2, r2, r12\n"
                   "addne r3, r3, r12\n"
                   "it eq\n"
                   "moveq r10, #2\n"
                   "str r8, [r0, #20]\n"
                   "str r2, [r0, #28]\n"
                   "str r3, [r0, #32]\n"
                   "str r10, [r0, #40]\n"
                   "b 1b\n"
                   "4: add sp, sp, #8\n"
                   "pop {r4-r11, pc}\n");
}

#else

static int32_t rp_row_sum(const uint8_t *row, const int8_t *w, int32_t quads, int32_t sum)
{
    for (int32_t i = 0; i < quads; i++) {
        const uint32_t codes = rp_load_word(row + 4 * i);
        const uint32_t weights = rp_load_word(w + 8 * i);
        sum = rp_smlad(rp_uxtb16(codes), rp_sxtb16(weights), sum);
        sum = rp_smlad(rp_uxtb16_ror8(codes), rp_sxtb16_ror8(weights), sum);
    }
    return sum;
}

static void rp_row_pairs(rp_row_pair *pair)
{
    const int8_t *w = pair->w;
    for (int32_t c = 0; c < pair->channels; c += 2) {
        const int32_t first = pair->channels - c == 1 && c > 0 ? c - 1 : c;
        for (int32_t i = 0; i < 2; i++) {
            const rp_dsp_channel *q = pair->q + (first + i) * (pair->q_step > 0);
            const int32_t at = (first + i) * pair->y_step;
            const int32_t sum0 = rp_row_sum(pair->row, w + 4 * i, pair->quads, q->bias);
            const int32_t sum1 = rp_row_sum(pair->row + pair->second, w + 4 * i, pair->quads, q->bias);
            pair->y0[at] = rp_dsp_code(sum0, q);
            pair->y1[at] = rp_dsp_code(sum1, q);
        }
        w += 8 * pair->quads;
    }
    pair->w = w;
}

#endif

#endif
