/* Some taps of one kernel row, for the same rectangle of results in some planes of a depthwise convolution, for Xpulp: the sums begin with what is there (docs/numerics.md N2.1, N2.2). Beyond a product
 * and a load for each tap a result takes a load and a store. */
#ifndef RP_XPULP_DW_PART_H
#define RP_XPULP_DW_PART_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

/* Most taps at a time. */
enum { RP_XPULP_PART_TAPS = 5 };

/* A rectangle: lines of `count` results. Steps in elements: from tap to tap; from one result's first tap to the next one's, and to the next line's; the same of where sums come from and go to. */
typedef struct {
    int32_t lines, count; /* at least 1 */
    int32_t tap, next, next_line;
    int32_t start, start_line;
    int32_t to, to_line;
} rp_xpulp_dw_part;

/* Of one plane, and in elements how far the next plane's lie. */
typedef struct {
    const float *from, *w, *start;
    float *to;
    int32_t next_from, next_w, next_start, next_to;
} rp_xpulp_dw_planes_at;

#ifdef RP_XPULP

#define START RP_P_LW_REGISTER("%[sum]", "%[start]", "%[start_next]")
#define TAP(rd) RP_P_LW_REGISTER("%[" #rd "]", "%[from]", "%[tap]")
#define LAST(rd) RP_P_LW_REGISTER("%[" #rd "]", "%[from]", "%[back]")
#define MAC(x, w) "fmadd.s %[sum], %[" #x "], %[" #w "], %[sum]\n"
#define STORE RP_P_SW_REGISTER("%[sum]", "%[to]", "%[to_next]")
/* All planes. `halfwords` of BODY and of a line, which is four instructions more. */
#define PLANES(taps, BODY, halfwords, line_halfwords) \
    do { \
        const int32_t back = (p->next - ((taps)-1) * p->tap) * size; \
        for (; planes > 0; planes--) { \
            const float w0 = at.w[0], w1 = (taps) > 1 ? at.w[w_step] : 0.0f, w2 = (taps) > 2 ? at.w[2 * w_step] : 0.0f; \
            const float w3 = (taps) > 3 ? at.w[3 * w_step] : 0.0f, w4 = (taps) > 4 ? at.w[4 * w_step] : 0.0f; \
            const float *from = at.from, *start = at.start; \
            float *to = at.to; \
            float a, b, sum; \
            __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_1("%[lines]", line_halfwords) \
                           RP_LP_SETUP_0("%[count]", halfwords) BODY \
                           "add %[from], %[from], %[from_gap]\n" \
                           "add %[start], %[start], %[start_gap]\n" \
                           "add %[to], %[to], %[to_gap]\n" RP_XPULP_END \
                           : [from] "+r"(from), [start] "+r"(start), [to] "+r"(to), [a] "=&r"(a), [b] "=&r"(b), [sum] "=&r"(sum) \
                           : [lines] "r"(p->lines), [count] "r"(p->count), [tap] "r"(tap), [back] "r"(back), [start_next] "r"(start_next), [to_next] "r"(to_next), \
                             [from_gap] "r"(from_gap), [start_gap] "r"(start_gap), [to_gap] "r"(to_gap), [w0] "r"(w0), [w1] "r"(w1), [w2] "r"(w2), \
                             [w3] "r"(w3), [w4] "r"(w4) \
                           : "memory"); \
            at.from += at.next_from; \
            at.w += at.next_w; \
            at.start += at.next_start; \
            at.to += at.next_to; \
        } \
    } while (0)

/* `taps`, 1 to RP_XPULP_PART_TAPS, whose weights lie w_step apart. */
static inline void rp_xpulp_dw_part_sums(const rp_xpulp_dw_part *p, int32_t planes, rp_xpulp_dw_planes_at at, int32_t taps, int32_t w_step)
{
    const int32_t size = (int32_t)sizeof(float);
    const int32_t tap = p->tap * size, start_next = p->start * size, to_next = p->to * size;
    const int32_t from_gap = (p->next_line - p->count * p->next) * size;
    const int32_t start_gap = (p->start_line - p->count * p->start) * size;
    const int32_t to_gap = (p->to_line - p->count * p->to) * size;
    if (taps == 1) {
        PLANES(1, LAST(a) START MAC(a, w0) STORE, "8", "16");
    } else if (taps == 2) {
        PLANES(2, START TAP(a) LAST(b) MAC(a, w0) MAC(b, w1) STORE, "12", "20");
    } else if (taps == 3) {
        PLANES(3, START TAP(a) TAP(b) MAC(a, w0) LAST(a) MAC(b, w1) MAC(a, w2) STORE, "16", "24");
    } else if (taps == 4) {
        PLANES(4, START TAP(a) TAP(b) MAC(a, w0) TAP(a) MAC(b, w1) LAST(b) MAC(a, w2) MAC(b, w3) STORE, "20", "28");
    } else {
        PLANES(5, START TAP(a) TAP(b) MAC(a, w0) TAP(a) MAC(b, w1) TAP(b) MAC(a, w2) LAST(a) MAC(b, w3) MAC(a, w4) STORE, "24", "32");
    }
}

#undef START
#undef TAP
#undef LAST
#undef MAC
#undef STORE
#undef PLANES

#else

static inline void rp_xpulp_dw_part_sums(const rp_xpulp_dw_part *p, int32_t planes, rp_xpulp_dw_planes_at at, int32_t taps, int32_t w_step)
{
    for (int32_t plane = 0; plane < planes; plane++) {
        for (int32_t i = 0; i < p->lines * p->count; i++) {
            const int32_t line = i / p->count, column = i % p->count;
            const float *from = at.from + plane * at.next_from + line * p->next_line + column * p->next;
            float sum = at.start[plane * at.next_start + line * p->start_line + column * p->start];
            for (int32_t tap = 0; tap < taps; tap++) {
                sum = rp_mac(sum, from[tap * p->tap], at.w[plane * at.next_w + tap * w_step]);
            }
            at.to[plane * at.next_to + line * p->to_line + column * p->to] = sum;
        }
    }
}

#endif

#endif
