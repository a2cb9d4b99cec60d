/* Four codes to binary32 (docs/numerics.md N7.2): product and sum round separately. */
#ifndef RP_DEQUANTIZE_H
#define RP_DEQUANTIZE_H

#include "internal/rp_vfp.h"

#include <stdint.h>

#ifdef RP_VFP_ASM

/* One step of all four before the next, so that none waits, and one VSTM: the compiler would do code by code. */
static inline void rp_dequantize_4(int32_t c0, int32_t c1, int32_t c2, int32_t c3, float scale, float offset, float *x)
{
    __asm volatile("vmov s4, %[c0]\nvmov s5, %[c1]\nvmov s6, %[c2]\nvmov s7, %[c3]\n"
                   "vcvt.f32.s32 s4, s4\nvcvt.f32.s32 s5, s5\nvcvt.f32.s32 s6, s6\nvcvt.f32.s32 s7, s7\n"
                   "vmul.f32 s4, s4, %[scale]\nvmul.f32 s5, s5, %[scale]\nvmul.f32 s6, s6, %[scale]\nvmul.f32 s7, s7, %[scale]\n"
                   "vadd.f32 s4, s4, %[offset]\nvadd.f32 s5, s5, %[offset]\nvadd.f32 s6, s6, %[offset]\nvadd.f32 s7, s7, %[offset]\n"
                   "vstmia %[x], {s4-s7}"
                   :
                   : [c0] "r"(c0), [c1] "r"(c1), [c2] "r"(c2), [c3] "r"(c3), [scale] "t"(scale), [offset] "t"(offset), [x] "r"(x)
                   : "s4", "s5", "s6", "s7", "memory");
}

#else

static inline void rp_dequantize_4(int32_t c0, int32_t c1, int32_t c2, int32_t c3, float scale, float offset, float *x)
{
    x[0] = (float)c0 * scale + offset;
    x[1] = (float)c1 * scale + offset;
    x[2] = (float)c2 * scale + offset;
    x[3] = (float)c3 * scale + offset;
}

#endif
#endif
