/* ReLU, eight elements at a time in the core registers of a Cortex-M; docs/numerics.md N3.1. */
#include "rp_kernels_f32.h"

#include "internal/rp_activations.h"
#include "internal/rp_vfp.h"

enum { RP_RELU_BLOCK = 8 };

#ifdef RP_VFP_ASM

/* Up to the bits of minus infinity a set sign makes +0; beyond are NaNs, which pass. */
#define RP_RELU(bits) "cmp " bits ", %[lowest]\nit ls\nbicls " bits ", " bits ", " bits ", asr #31\n"

#ifdef RP_ACCUMULATE_FUSED
/* Cortex-M7: two registers to a load or store, beside the arithmetic. */
#define RP_RELU_TURN \
    "ldrd r4, r5, [%[x]]\nldrd r6, r8, [%[x], #8]\n" RP_RELU("r4") "ldrd r9, r10, [%[x], #16]\n" RP_RELU("r5") "ldrd r11, r12, [%[x], #24]\n" \
    RP_RELU("r6") "strd r4, r5, [%[y]]\n" RP_RELU("r8") "adds %[x], %[x], #32\n" RP_RELU("r9") "strd r6, r8, [%[y], #8]\n" RP_RELU("r10") \
    RP_RELU("r11") "strd r9, r10, [%[y], #16]\n" RP_RELU("r12") "strd r11, r12, [%[y], #24]\nadds %[y], %[y], #32\n"
#else
#define RP_RELU_TURN \
    "ldmia %[x]!, {r4, r5, r6, r8, r9, r10, r11, r12}\n" RP_RELU("r4") RP_RELU("r5") RP_RELU("r6") RP_RELU("r8") RP_RELU("r9") RP_RELU("r10") \
    RP_RELU("r11") RP_RELU("r12") "stmia %[y]!, {r4, r5, r6, r8, r9, r10, r11, r12}\n"
#endif

static int32_t relu_fw_blocks(int32_t count, const float *x, float *y)
{
    int32_t turns = count / RP_RELU_BLOCK;
    if (turns > 0) {
        __asm volatile("1:\n" RP_RELU_TURN "subs %[turns], %[turns], #1\nbne 1b\n"
                       : [x] "+&r"(x), [y] "+&r"(y), [turns] "+&r"(turns)
                       : [lowest] "r"(0xff800000U)
                       : "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "cc", "memory");
    }
    return count / RP_RELU_BLOCK * RP_RELU_BLOCK;
}

#else

static int32_t relu_fw_blocks(int32_t count, const float *x, const float *y)
{
    (void)count, (void)x, (void)y;
    return 0;
}

#endif

void rp_relu_f32_fw_vfp(int32_t elements, int32_t n, const float *x, float *y)
{
    const int32_t count = elements * n;
    for (int32_t i = relu_fw_blocks(count, x, y); i < count; i++) {
        y[i] = rp_relu(x[i]);
    }
}
