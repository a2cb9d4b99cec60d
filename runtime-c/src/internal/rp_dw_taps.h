/* Depthwise convolution of four channels at one position: codes of two taps are paired in registers, so that SMLAD does two taps of one channel. */
#ifndef RP_DW_TAPS_H
#define RP_DW_TAPS_H

#include "internal/rp_dsp_output.h"

#include <stdbool.h>

/* Taps in pairs. */
static inline int32_t rp_dw_tap_pairs(const rp_conv_geometry *g)
{
    return (g->k_h * g->k_w + 1) / 2;
}

/* Bytes: where the pixel of each tap is (of pointers of up to eight bytes), then a pixel of padding. The compiler computes the same. */
static inline int32_t rp_dw_taps_scratch(const rp_conv_geometry *g)
{
    return 16 * rp_dw_tap_pairs(g) + g->c_in;
}

/* Adds to sums[] the taps whose pixels lie at [from, end), `at` bytes into the pixel; weights: four words, (first tap, second tap) of each channel, to a pair. */
static inline void rp_dw_four_sums(const uint8_t *const *from, const uint8_t *const *end, int32_t at, const int32_t *w, int32_t sums[4])
{
#ifdef __ARM_FEATURE_DSP
    int32_t a0 = sums[0];
    int32_t a1 = sums[1];
    int32_t a2 = sums[2];
    int32_t a3 = sums[3];
    uint32_t x0, x1, u, w0, w1;
    __asm volatile("1:\n\t"
                   "ldrd %[x0], %[x1], [%[from]], #8\n\t"
                   "ldr %[w0], [%[w]], #4\n\t"
                   "ldr %[w1], [%[w]], #4\n\t"
                   "ldr %[x0], [%[x0], %[at]]\n\t"
                   "ldr %[x1], [%[x1], %[at]]\n\t"
                   "cmp %[from], %[end]\n\t"
                   "pkhbt %[u], %[x0], %[x1], lsl #16\n\t"
                   "pkhtb %[x1], %[x1], %[x0], asr #16\n\t"
                   "uxtb16 %[x0], %[u]\n\t"
                   "uxtb16 %[u], %[u], ror #8\n\t"
                   "smlad %[a0], %[x0], %[w0], %[a0]\n\t"
                   "smlad %[a1], %[u], %[w1], %[a1]\n\t"
                   "ldr %[w0], [%[w]], #4\n\t"
                   "ldr %[w1], [%[w]], #4\n\t"
                   "uxtb16 %[x0], %[x1]\n\t"
                   "uxtb16 %[x1], %[x1], ror #8\n\t"
                   "smlad %[a2], %[x0], %[w0], %[a2]\n\t"
                   "smlad %[a3], %[x1], %[w1], %[a3]\n\t"
                   "bne 1b"
                   : [a0] "+r"(a0), [a1] "+r"(a1), [a2] "+r"(a2), [a3] "+r"(a3), [from] "+r"(from), [w] "+r"(w), [x0] "=&r"(x0), [x1] "=&r"(x1),
                     [u] "=&r"(u), [w0] "=&r"(w0), [w1] "=&r"(w1)
                   : [at] "r"(at), [end] "r"(end)
                   : "cc", "memory");
    sums[0] = a0;
    sums[1] = a1;
    sums[2] = a2;
    sums[3] = a3;
#else
    for (; from != end; from += 2) {
        const uint32_t x0 = rp_load_word(from[0] + at);
        const uint32_t x1 = rp_load_word(from[1] + at);
        const uint32_t low = rp_pkhbt(x0, x1);
        const uint32_t high = rp_pkhtb(x1, x0);
        sums[0] = rp_smlad(rp_uxtb16(low), (uint32_t)w[0], sums[0]);
        sums[1] = rp_smlad(rp_uxtb16_ror8(low), (uint32_t)w[1], sums[1]);
        sums[2] = rp_smlad(rp_uxtb16(high), (uint32_t)w[2], sums[2]);
        sums[3] = rp_smlad(rp_uxtb16_ror8(high), (uint32_t)w[3], sums[3]);
        w += 4;
    }
#endif
}

/* The code of a complete sum; `plain` as in rp_dsp_channel. */
static inline uint32_t rp_dw_tap_code(bool plain, int32_t sum, const rp_dsp_channel *q)
{
    return plain ? (uint32_t)rp_usat8(rp_smmla(sum, q->m, q->add) >> q->r) : rp_dsp_code(sum, q);
}

/* All channels, at least four, of one position; the last four are four in any case, some of them done already. */
static inline void rp_dw_tap_pixel(
    bool plain, int32_t channels, const uint8_t *const *from, const uint8_t *const *end, const int32_t *w, const rp_dsp_channel *q, uint8_t *y)
{
    const int32_t four_weights = (int32_t)(end - from) * 2;
    for (int32_t c = 0; c < channels; c += 4) {
        const int32_t at = c + 4 <= channels ? c : channels - 4;
        const rp_dsp_channel *stage = q + at;
        int32_t sums[4] = {stage[0].bias, stage[1].bias, stage[2].bias, stage[3].bias};
        rp_dw_four_sums(from, end, at, w, sums);
        w += four_weights;
        rp_store_word(y + at, rp_dw_tap_code(plain, sums[0], stage) | rp_dw_tap_code(plain, sums[1], stage + 1) << 8
                                  | rp_dw_tap_code(plain, sums[2], stage + 2) << 16 | rp_dw_tap_code(plain, sums[3], stage + 3) << 24);
    }
}

#endif
