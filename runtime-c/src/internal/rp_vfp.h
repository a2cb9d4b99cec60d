/* Text of inline assembly for kernels on the 32 single registers of a Cortex-M FPU. Where it is not compiled for one, kernels take their portable twin. */
#ifndef RP_VFP_H
#define RP_VFP_H

#include "rp_numeric.h"

/* For statics of headers that are long, called often, and not called by every file that includes them. */
#define RP_OUT_OF_LINE __attribute__((noinline, unused))

#if defined(__arm__) && defined(__ARM_FP)
#define RP_VFP_ASM

#define RP_VFP_ALL \
    "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19", "s20", "s21", "s22", "s23", \
        "s24", "s25", "s26", "s27", "s28", "s29", "s30", "s31"

/* One load with the pointer moved behind it (RP_UP), before it (RP_DOWN), or by a register. */
#define RP_UP(pointer, registers) "vldmia " pointer "!, {" registers "}\n"
#define RP_DOWN(pointer, registers) "vldmdb " pointer "!, {" registers "}\n"
#define RP_BY(pointer, register, step) "vldr " register ", [" pointer "]\nadd " pointer ", " pointer ", " step "\n"

/* ci = mac(ci, xi, w); of four, each with a piece of text behind it: loads of what comes next. Products: s28, s30, s31. _FROM: ci = mac(c, xi, w). */
#ifdef RP_ACCUMULATE_SEPARATE
/* Cortex-M4: VMUL and VADD (2 cycles) are faster than VFMA (3). Products pass through s30 and s31 by turns, so that no sum directly follows its product. */
#define RP_MAC4(c0, c1, c2, c3, x0, x1, x2, x3, w, t0, t1, t2, t3) \
    t0 t1 t2 t3 \
    "vmul.f32 s30, " x0 ", " w "\nvmul.f32 s31, " x1 ", " w "\nvadd.f32 " c0 ", " c0 ", s30\n" \
    "vmul.f32 s30, " x2 ", " w "\nvadd.f32 " c1 ", " c1 ", s31\nvmul.f32 s31, " x3 ", " w "\n" \
    "vadd.f32 " c2 ", " c2 ", s30\nvadd.f32 " c3 ", " c3 ", s31\n"
#define RP_MAC4_FROM(c, c0, c1, c2, c3, x0, x1, x2, x3, w) \
    "vmul.f32 s30, " x0 ", " w "\nvmul.f32 s31, " x1 ", " w "\nvadd.f32 " c0 ", " c ", s30\n" \
    "vmul.f32 s30, " x2 ", " w "\nvadd.f32 " c1 ", " c ", s31\nvmul.f32 s31, " x3 ", " w "\n" \
    "vadd.f32 " c2 ", " c ", s30\nvadd.f32 " c3 ", " c ", s31\n"
#define RP_MAC3(c0, c1, c2, x0, x1, x2, w) \
    "vmul.f32 s28, " x0 ", " w "\nvmul.f32 s30, " x1 ", " w "\nvmul.f32 s31, " x2 ", " w "\n" \
    "vadd.f32 " c0 ", " c0 ", s28\nvadd.f32 " c1 ", " c1 ", s30\nvadd.f32 " c2 ", " c2 ", s31\n"
#define RP_MAC2(c0, c1, x0, x1, w) \
    "vmul.f32 s30, " x0 ", " w "\nvmul.f32 s31, " x1 ", " w "\nvadd.f32 " c0 ", " c0 ", s30\nvadd.f32 " c1 ", " c1 ", s31\n"
#define RP_MAC1(c0, x0, w) "vmul.f32 s30, " x0 ", " w "\nvadd.f32 " c0 ", " c0 ", s30\n"
#else
/* Cortex-M7: VFMA, which waits four cycles for its accumulator; a load of one register goes beside each. */
#define RP_MAC4(c0, c1, c2, c3, x0, x1, x2, x3, w, t0, t1, t2, t3) \
    "vfma.f32 " c0 ", " x0 ", " w "\n" t0 "vfma.f32 " c1 ", " x1 ", " w "\n" t1 \
    "vfma.f32 " c2 ", " x2 ", " w "\n" t2 "vfma.f32 " c3 ", " x3 ", " w "\n" t3
#define RP_MAC4_FROM(c, c0, c1, c2, c3, x0, x1, x2, x3, w) \
    "vmov " c0 ", " c "\nvmov " c1 ", " c "\nvmov " c2 ", " c "\nvmov " c3 ", " c "\n" RP_MAC4(c0, c1, c2, c3, x0, x1, x2, x3, w, "", "", "", "")
#define RP_MAC3(c0, c1, c2, x0, x1, x2, w) "vfma.f32 " c0 ", " x0 ", " w "\nvfma.f32 " c1 ", " x1 ", " w "\nvfma.f32 " c2 ", " x2 ", " w "\n"
#define RP_MAC2(c0, c1, x0, x1, w) "vfma.f32 " c0 ", " x0 ", " w "\nvfma.f32 " c1 ", " x1 ", " w "\n"
#define RP_MAC1(c0, x0, w) "vfma.f32 " c0 ", " x0 ", " w "\n"
#endif

/* The same with lists of registers in place of single names. */
#define RP_MAC4_OF(...) RP_MAC4(__VA_ARGS__)
#define RP_MAC4_FROM_OF(...) RP_MAC4_FROM(__VA_ARGS__)
#define RP_MAC3_OF(...) RP_MAC3(__VA_ARGS__)

#endif
#endif
