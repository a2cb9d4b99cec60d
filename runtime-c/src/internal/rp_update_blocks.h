/* Updates of eight weights at a time on the FPU of a Cortex-M, which loads and stores eight registers in nine cycles where single ones take two each.
 * Each function returns how many weights it has done, the caller does the rest; 0 on other cores. Roundings: docs/numerics.md N5. */
#ifndef RP_UPDATE_BLOCKS_H
#define RP_UPDATE_BLOCKS_H

#include "internal/rp_vfp.h"

#include <stdint.h>

#ifdef RP_VFP_ASM

/* r0..r3 = r0..r3 `op` factor * x0..x3, product and sum rounded each. */
#define RP_UPDATE_4(op, r0, r1, r2, r3, factor, x0, x1, x2, x3) \
    "vmul.f32 s24, " #factor ", " #x0 "\n\t" \
    "vmul.f32 s25, " #factor ", " #x1 "\n\t" \
    "vmul.f32 s26, " #factor ", " #x2 "\n\t" \
    "vmul.f32 s27, " #factor ", " #x3 "\n\t" \
    #op ".f32 " #r0 ", " #r0 ", s24\n\t" \
    #op ".f32 " #r1 ", " #r1 ", s25\n\t" \
    #op ".f32 " #r2 ", " #r2 ", s26\n\t" \
    #op ".f32 " #r3 ", " #r3 ", s27\n\t"

/* w in s0-s7, the gradient in s8-s15, the momentum in s16-s23; lr, wd and mu in s29-s31. */
#define RP_UPDATE_DECAY \
    RP_UPDATE_4(vadd, s8, s9, s10, s11, s30, s0, s1, s2, s3) \
    RP_UPDATE_4(vadd, s12, s13, s14, s15, s30, s4, s5, s6, s7)
#define RP_UPDATE_STEP_ALONG_GRADIENT \
    RP_UPDATE_4(vsub, s0, s1, s2, s3, s29, s8, s9, s10, s11) \
    RP_UPDATE_4(vsub, s4, s5, s6, s7, s29, s12, s13, s14, s15)
#define RP_UPDATE_STEP_ALONG_MOMENTUM \
    RP_UPDATE_4(vsub, s0, s1, s2, s3, s29, s16, s17, s18, s19) \
    RP_UPDATE_4(vsub, s4, s5, s6, s7, s29, s20, s21, s22, s23)
#define RP_UPDATE_LOOK_AHEAD \
    RP_UPDATE_4(vadd, s8, s9, s10, s11, s31, s16, s17, s18, s19) \
    RP_UPDATE_4(vadd, s12, s13, s14, s15, s31, s20, s21, s22, s23)
#define RP_UPDATE_MOMENTUM_1(v, g) "vmul.f32 " #v ", s31, " #v "\n\t"
#define RP_UPDATE_ADD_1(v, g) "vadd.f32 " #v ", " #v ", " #g "\n\t"
#define RP_UPDATE_8(one) \
    one(s16, s8) one(s17, s9) one(s18, s10) one(s19, s11) one(s20, s12) one(s21, s13) one(s22, s14) one(s23, s15)
#define RP_UPDATE_MOMENTUM \
    "vldmia %[v], {s16-s23}\n\t" RP_UPDATE_8(RP_UPDATE_MOMENTUM_1) RP_UPDATE_8(RP_UPDATE_ADD_1) "vstmia %[v]!, {s16-s23}\n\t"

#define RP_UPDATE_LOOP(body) \
    __asm volatile("vldmia %[factors], {s29-s31}\n" \
                   "1:\n\t" \
                   "vldmia %[g]!, {s8-s15}\n\t" \
                   "vldmia %[w], {s0-s7}\n\t" body \
                   "vstmia %[w]!, {s0-s7}\n\t" \
                   "subs %[blocks], %[blocks], #1\n\t" \
                   "bne 1b\n\t" \
                   : [g] "+&r"(g), [v] "+&r"(v), [w] "+&r"(w), [blocks] "+&r"(blocks) \
                   : [factors] "r"(factors) \
                   : RP_VFP_ALL, "cc", "memory")

static inline int32_t rp_sgd_blocks(int32_t count, float lr, float wd, const float *g, float *w)
{
    const float factors[3] = {lr, wd, 0.0f};
    float *v = w; /* not used */
    int32_t blocks = count / 8;
    if (blocks > 0 && wd != 0.0f) {
        RP_UPDATE_LOOP(RP_UPDATE_DECAY RP_UPDATE_STEP_ALONG_GRADIENT);
    } else if (blocks > 0) {
        RP_UPDATE_LOOP(RP_UPDATE_STEP_ALONG_GRADIENT);
    }
    return count / 8 * 8;
}

static inline int32_t rp_sgd_momentum_blocks(int32_t count, float lr, float wd, float mu, const float *g, float *v, float *w)
{
    const float factors[3] = {lr, wd, mu};
    int32_t blocks = count / 8;
    if (blocks > 0 && wd != 0.0f) {
        RP_UPDATE_LOOP(RP_UPDATE_DECAY RP_UPDATE_MOMENTUM RP_UPDATE_STEP_ALONG_MOMENTUM);
    } else if (blocks > 0) {
        RP_UPDATE_LOOP(RP_UPDATE_MOMENTUM RP_UPDATE_STEP_ALONG_MOMENTUM);
    }
    return count / 8 * 8;
}

static inline int32_t rp_sgd_nesterov_blocks(int32_t count, float lr, float wd, float mu, const float *g, float *v, float *w)
{
    const float factors[3] = {lr, wd, mu};
    int32_t blocks = count / 8;
    if (blocks > 0 && wd != 0.0f) {
        RP_UPDATE_LOOP(RP_UPDATE_DECAY RP_UPDATE_MOMENTUM RP_UPDATE_LOOK_AHEAD RP_UPDATE_STEP_ALONG_GRADIENT);
    } else if (blocks > 0) {
        RP_UPDATE_LOOP(RP_UPDATE_MOMENTUM RP_UPDATE_LOOK_AHEAD RP_UPDATE_STEP_ALONG_GRADIENT);
    }
    return count / 8 * 8;
}

#else

static inline int32_t rp_sgd_blocks(int32_t count, float lr, float wd, const float *g, const float *w)
{
    (void)count, (void)lr, (void)wd, (void)g, (void)w;
    return 0;
}

static inline int32_t rp_sgd_momentum_blocks(int32_t count, float lr, float wd, float mu, const float *g, const float *v, const float *w)
{
    (void)count, (void)lr, (void)wd, (void)mu, (void)g, (void)v, (void)w;
    return 0;
}

static inline int32_t rp_sgd_nesterov_blocks(int32_t count, float lr, float wd, float mu, const float *g, const float *v, const float *w)
{
    (void)count, (void)lr, (void)wd, (void)mu, (void)g, (void)v, (void)w;
    return 0;
}

#endif
#endif
