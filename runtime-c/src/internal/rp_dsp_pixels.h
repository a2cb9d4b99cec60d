/* Two output channels of many pixels: the loop of the pointwise kernel. */
#ifndef RP_DSP_PIXELS_H
#define RP_DSP_PIXELS_H

#include "internal/rp_dsp_dots.h"
#include "internal/rp_dsp_output.h"

#include <stdbool.h>

typedef struct {
    const uint8_t *x; /* pixels of k codes, one behind the other */
    int32_t k;
    const int32_t *w;              /* of the pair of channels */
    const rp_dsp_channel *a, *b;   /* b is a where there is no second channel */
    uint8_t *y;                    /* channel a of the first pixel */
    int32_t to_b, step;            /* from channel a to channel b (0 where there is none), from one pixel to the next */
} rp_dsp_pixels;

/* Two pixels; where there is only one, `second` and the step are 0. */
static inline void rp_dsp_pixel_pair(const rp_dsp_pixels *p, const uint8_t *x, int32_t second, uint8_t *y, int32_t step)
{
    int32_t a[2] = {p->a->bias, p->a->bias};
    int32_t b[2] = {p->b->bias, p->b->bias};
    rp_dsp_dots(x, x + second, p->w, p->k, a, b);
    /* b before a, which stands in its place where there is no second channel */
    y[p->to_b] = rp_dsp_code(b[0], p->b);
    y[0] = rp_dsp_code(a[0], p->a);
    y[step + p->to_b] = rp_dsp_code(b[1], p->b);
    y[step] = rp_dsp_code(a[1], p->a);
}

#ifdef __ARM_FEATURE_DSP

/* The pairs of pixels from x to end, or one pixel where `second` and `step` are 0, for plain channels and k < RP_DSP_STRETCH + 4; for k < 4 up to three bytes before x are read. What does not change
 * lies in memory: 13 registers are taken, which leaves one for a frame pointer. Sixteen codes at a time, then eight, four, and the last, overlapping quad. */
static inline void rp_dsp_plain_pairs(const rp_dsp_pixels *p, const uint8_t *x, const uint8_t *end, int32_t second, uint8_t *y, int32_t step)
{
    const int32_t *const w_first = p->w;
    const int32_t *const w_sixteens = p->w + (p->k & ~15) / 2;
    const int32_t k = p->k;
    const int32_t to_b = p->to_b;
    const int32_t bias_a = p->a->bias;
    const int32_t bias_b = p->b->bias;
    const int32_t m_a = p->a->m;
    const int32_t m_b = p->b->m;
    const int32_t add_a = p->a->add;
    const int32_t add_b = p->b->add;
    const int32_t shifts = p->a->r | p->b->r << 8; /* ASR by register looks at the lowest byte alone */
    uint32_t a0, a1, m0, m1, x0, x1, even, odd, t0, t1, p0, w;
    __asm volatile("1:\n\t"
                   "mov %[p0], %[p1]\n\t"
                   "ldr %[x0], %[second]\n\t"
                   "ldr %[w], %[w_first]\n\t"
                   "ldr %[a0], %[bias_a]\n\t"
                   "ldr %[x1], %[w_sixteens]\n\t"
                   "add %[p1], %[p0], %[x0]\n\t"
                   "mov %[m0], %[a0]\n\t"
                   "mov %[a1], %[a0]\n\t"
                   "mov %[m1], %[a0]\n\t"
                   "cmp %[w], %[x1]\n\t"
                   "beq 3f\n"
                   "2:\n\t" RP_DSP_QUAD RP_DSP_QUAD RP_DSP_QUAD RP_DSP_QUAD_AND("ldr %[t0], %[w_sixteens]\n\tcmp %[w], %[t0]\n\t") "bne 2b\n"
                   "3:\n\t"
                   "ldr %[t0], %[k]\n\t"
                   "lsls %[t0], %[t0], #29\n\t" /* carry: eight more; negative: four; not zero: any */
                   "bcc 4f\n\t" RP_DSP_QUAD RP_DSP_QUAD "4:\n\t"
                   "beq 6f\n\t"
                   "bpl 5f\n\t" RP_DSP_QUAD "5:\n\t"
                   "ldr %[t0], %[k]\n\t"
                   "ands %[t0], %[t0], #3\n\t"
                   "beq 6f\n\t"
                   "rsb %[t0], %[t0], #4\n\t"
                   "sub %[p0], %[p0], %[t0]\n\t"
                   "sub %[p1], %[p1], %[t0]\n\t" RP_DSP_QUAD "6:\n\t"
                   "ldr %[x0], %[bias_b]\n\t"
                   "ldr %[x1], %[m_a]\n\t"
                   "ldr %[even], %[add_a]\n\t"
                   "ldr %[odd], %[shifts]\n\t"
                   "ldr %[t0], %[m_b]\n\t"
                   "ldr %[t1], %[add_b]\n\t"
                   "ldr %[p0], %[y]\n\t"
                   "sub %[m0], %[m0], %[a0]\n\t"
                   "sub %[m1], %[m1], %[a1]\n\t"
                   "add %[m0], %[x0], %[m0], asr #8\n\t"
                   "add %[m1], %[x0], %[m1], asr #8\n\t"
                   "smmla %[a0], %[a0], %[x1], %[even]\n\t"
                   "smmla %[a1], %[a1], %[x1], %[even]\n\t"
                   "smmla %[m0], %[m0], %[t0], %[t1]\n\t"
                   "asr %[a0], %[a0], %[odd]\n\t"
                   "smmla %[m1], %[m1], %[t0], %[t1]\n\t"
                   "asr %[a1], %[a1], %[odd]\n\t"
                   "lsr %[odd], %[odd], #8\n\t"
                   "ldr %[x0], %[to_b]\n\t"
                   "ldr %[x1], %[step]\n\t"
                   "ldr %[even], %[end]\n\t"
                   "asr %[m0], %[m0], %[odd]\n\t"
                   "usat %[a0], #8, %[a0]\n\t"
                   "asr %[m1], %[m1], %[odd]\n\t"
                   "usat %[m0], #8, %[m0]\n\t"
                   "usat %[a1], #8, %[a1]\n\t"
                   "strb %[m0], [%[p0], %[x0]]\n\t" /* b before a, which stands in its place where there is no second channel */
                   "usat %[m1], #8, %[m1]\n\t"
                   "strb %[a0], [%[p0]]\n\t"
                   "add %[p0], %[p0], %[x1]\n\t"
                   "strb %[m1], [%[p0], %[x0]]\n\t"
                   "cmp %[p1], %[even]\n\t"
                   "strb %[a1], [%[p0]]\n\t"
                   "add %[p0], %[p0], %[x1]\n\t"
                   "str %[p0], %[y]\n\t"
                   "bne 1b"
                   : [a0] "=&r"(a0), [a1] "=&r"(a1), [m0] "=&r"(m0), [m1] "=&r"(m1), [p0] "=&r"(p0), [p1] "+r"(x), [w] "=&r"(w), [x0] "=&r"(x0),
                     [x1] "=&r"(x1), [even] "=&r"(even), [odd] "=&r"(odd), [t0] "=&r"(t0), [t1] "=&r"(t1), [y] "+m"(y)
                   : [second] "m"(second), [w_first] "m"(w_first), [w_sixteens] "m"(w_sixteens), [k] "m"(k), [bias_a] "m"(bias_a), [m_a] "m"(m_a),
                     [add_a] "m"(add_a), [shifts] "m"(shifts), [bias_b] "m"(bias_b), [m_b] "m"(m_b), [add_b] "m"(add_b), [to_b] "m"(to_b),
                     [step] "m"(step), [end] "m"(end)
                   : "cc", "memory");
}

#else

static inline void rp_dsp_plain_pairs(const rp_dsp_pixels *p, const uint8_t *x, const uint8_t *end, int32_t second, uint8_t *y, int32_t step)
{
    for (; x != end; x += 2 * p->k) {
        rp_dsp_pixel_pair(p, x, second, y, step);
        y += 2 * step;
    }
}

#endif

/* `count` pixels. */
static inline void rp_dsp_all_pixels(const rp_dsp_pixels *p, int32_t count)
{
    const bool plain = p->a->plain != 0 && p->b->plain != 0 && p->k < RP_DSP_STRETCH + 4;
    /* The last quad of the first pixels of fewer than four codes would reach before the tensor. */
    const int32_t careful = p->k >= 4 ? 0 : (p->k == 1 ? 4 : 2);
    const int32_t first = plain && count / 2 * 2 > careful ? careful : count / 2 * 2;
        for (int32_t pixel = 0; pixel < first; pixel += 2) {
        rp_dsp_pixel_pair(p, p->x + pixel * p->k, p->k, p->y + pixel * p->step, p->step);
    }
    const int32_t rest = count - first;
    const uint8_t *x = p->x + first * p->k;
    if (rest > 1) {
        rp_dsp_plain_pairs(p, x, x + rest / 2 * 2 * p->k, p->k, p->y + first * p->step, p->step);
    }
    if (rest % 2 != 0) {
        rp_dsp_pixel_pair(p, p->x + (count - 1) * p->k, 0, p->y + (count - 1) * p->step, 0);
    }
}

#endif
