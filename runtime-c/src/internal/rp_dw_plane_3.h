/* A channel (rp_dw_channel.h) of a window of three rows and up to four columns, two outputs of a row at a time. */
#ifndef RP_DW_PLANE_3_H
#define RP_DW_PLANE_3_H

#include "internal/rp_dw_channel.h"

#ifdef __ARM_FEATURE_DSP

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

#else

static void rp_dw_plane_3(rp_dw_channel *c)
{
    rp_dw_columns(c, (int32_t)(c->last - c->from) / c->x_column + c->columns);
}

#endif

#endif
