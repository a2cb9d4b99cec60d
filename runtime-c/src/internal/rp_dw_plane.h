/* A channel (rp_dw_channel.h) of any window. */
#ifndef RP_DW_PLANE_H
#define RP_DW_PLANE_H

#include "internal/rp_dw_channel.h"

#ifdef __ARM_FEATURE_DSP

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

static void rp_dw_plane(rp_dw_channel *c)
{
    rp_dw_columns(c, c->columns);
}

#endif

#endif
