/* Register blocks of integer matrix products for Xpulp (docs/numerics.md N6.2): four bytes of four channels by four pixels at a time, and the codes made of
 * the sums in the same registers (N6.1). A core keeps 512 bytes of instructions to itself, so nothing is peeled off the loop. */
#ifndef RP_XPULP_CODES_H
#define RP_XPULP_CODES_H

#include "internal/rp_xpulp_bytes.h"
#include "internal/rp_xpulp_code.h"

/* One block, whose offsets the assembly knows. Channels' weights lie `depth` bytes apart, and so do pixels' codes. */
typedef struct {
    const int8_t *w;
    const uint8_t *x;
    int32_t depth, back; /* a multiple of 4; 4 - 3*depth */
    int32_t quads;       /* depth/4 */
    const rp_xpulp_channel *q; /* of four channels, all with a scale */
    uint8_t *y;
    int32_t y_pixel; /* bytes from pixel to pixel; of any alignment, as y */
    float whole;     /* as in rp_xpulp_stage */
    uint32_t low, high; /* of the clamp, in both halves */
} rp_xpulp_codes;

/* Everything that does not change from block to block. */
static inline rp_xpulp_codes rp_xpulp_codes_of(const rp_s8_output *o, int32_t depth, int32_t y_pixel)
{
    const rp_xpulp_codes p = {NULL, NULL, depth, 4 - 3 * depth, depth / 4, NULL, NULL, y_pixel, rp_xpulp_stage_of(o).whole, (uint32_t)o->low * 0x10001U, (uint32_t)o->high * 0x10001U};
    return p;
}

#ifdef RP_XPULP

#define DOT(sum, w, x) ".insn r 0x57, 1, 0x54, " sum ", " x ", " w "\n" /* pv.sdotusp.b */
#define NEXT_W(rd) RP_P_LW_REGISTER(rd, "a3", "a5")
#define NEXT_X(rd) RP_P_LW_REGISTER(rd, "a4", "a5")
/* Four bytes of all: a6 leads to the next four. */
#define QUAD \
    NEXT_W("t0") NEXT_X("a0") NEXT_W("t1") NEXT_X("a1") DOT("s0", "t0", "a0") NEXT_W("t2") DOT("s4", "t1", "a0") NEXT_X("a2") \
    DOT("s1", "t0", "a1") RP_P_LW_REGISTER("ra", "a3", "a6") DOT("s5", "t1", "a1") RP_P_LW_REGISTER("a7", "a4", "a6") \
    DOT("s8", "t2", "a0") DOT("t3", "ra", "a0") DOT("s9", "t2", "a1") DOT("t4", "ra", "a1") \
    DOT("s2", "t0", "a2") DOT("s6", "t1", "a2") DOT("s10", "t2", "a2") DOT("t5", "ra", "a2") \
    DOT("s3", "t0", "a7") DOT("s7", "t1", "a7") DOT("s11", "t2", "a7") DOT("t6", "ra", "a7")

/* The codes of one pixel: floats by the scales t0, t1, t2, a0; pairs of channels in halves; all four in one word. Floats of one pixel take turns with the rest of
 * the one before, since two cores share a floating-point unit. */
#define CONVERT(sum) "fcvt.s.w " sum ", " sum "\n"
#define SCALE(sum, scale) "fmadd.s " sum ", " sum ", " scale ", a1\n"
#define HALVES(op, first, second) ".insn r 0x57, 0, " op ", " first ", " first ", " second "\n"
#define PACK(first, second) ".insn r 0x57, 0, 0x68, " first ", " second ", " first "\n"
#define JOIN(first, second) ".insn r 0x57, 1, 0x64, " first ", " second ", a6\n"
#define FLOATS(p0, p1, p2, p3) \
    CONVERT(p0) CONVERT(p1) CONVERT(p2) CONVERT(p3) SCALE(p0, "t0") SCALE(p1, "t1") SCALE(p2, "t2") SCALE(p3, "a0")
#define STORE(p0, p1, p2, p3, n0, n1, n2, n3) \
    PACK(p0, p1) CONVERT(n0) PACK(p2, p3) CONVERT(n1) HALVES("0x18", p0, "a2") CONVERT(n2) HALVES("0x18", p2, "a2") CONVERT(n3) \
    HALVES("0x10", p0, "a7") SCALE(n0, "t0") HALVES("0x10", p2, "a7") SCALE(n1, "t1") JOIN(p0, p2) SCALE(n2, "t2") RP_P_SW_REGISTER(p0, "a4", "a5") SCALE(n3, "a0")
#define LAST_STORE(p0, p1, p2, p3) \
    PACK(p0, p1) PACK(p2, p3) HALVES("0x18", p0, "a2") HALVES("0x18", p2, "a2") HALVES("0x10", p0, "a7") HALVES("0x10", p2, "a7") JOIN(p0, p2) "sw " p0 ", 0(a4)\n"

/* Four channels of four pixels. */
static RP_XPULP_INLINE void rp_xpulp_codes_4x4(const rp_xpulp_codes *p)
{
    register const rp_xpulp_codes *in __asm("a0") = p;
    __asm volatile(
        "mv tp, a0\n"
        "lw a3, 20(a0)\n lw a4, 4(a0)\n lw a5, 8(a0)\n lw a6, 12(a0)\n lw a2, 16(a0)\n"
        "lw s0, 0(a3)\n lw s4, 16(a3)\n lw s8, 32(a3)\n lw t3, 48(a3)\n lw a3, 0(a0)\n"
        "mv s1, s0\n mv s2, s0\n mv s3, s0\n"
        "mv s5, s4\n mv s6, s4\n mv s7, s4\n"
        "mv s9, s8\n mv s10, s8\n mv s11, s8\n"
        "mv t4, t3\n mv t5, t3\n mv t6, t3\n"
        RP_XPULP_BEGIN
        RP_LP_SETUP_0("a2", "48")
        QUAD
        RP_XPULP_END
        "lw a3, 20(tp)\n lw a4, 24(tp)\n lw a5, 28(tp)\n lw a1, 32(tp)\n lw a2, 36(tp)\n lw a7, 40(tp)\n li a6, 0x06040200\n"
        "lw t0, 4(a3)\n lw t1, 20(a3)\n lw t2, 36(a3)\n lw a0, 52(a3)\n"
        FLOATS("s0", "s4", "s8", "t3")
        STORE("s0", "s4", "s8", "t3", "s1", "s5", "s9", "t4")
        STORE("s1", "s5", "s9", "t4", "s2", "s6", "s10", "t5")
        STORE("s2", "s6", "s10", "t5", "s3", "s7", "s11", "t6")
        LAST_STORE("s3", "s7", "s11", "t6")
        : "+r"(in)
        :
        : "memory", "ra", "tp", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4", "s5", "s6",
          "s7", "s8", "s9", "s10", "s11");
}

#undef DOT
#undef NEXT_W
#undef NEXT_X
#undef QUAD
#undef CONVERT
#undef SCALE
#undef HALVES
#undef PACK
#undef JOIN
#undef FLOATS
#undef STORE
#undef LAST_STORE

#else

static inline void rp_xpulp_codes_4x4(const rp_xpulp_codes *p)
{
    const rp_xpulp_stage stage = {p->whole, RP_XPULP_WHOLE_BITS + (int32_t)(p->low & 0xffU), RP_XPULP_WHOLE_BITS + (int32_t)(p->high & 0xffU)};
    for (int32_t pixel = 0; pixel < 4; pixel++) {
        for (int32_t channel = 0; channel < 4; channel++) {
            int32_t sum = p->q[channel].bias;
            for (int32_t k = 0; k < p->depth; k += 4) {
                sum = rp_xpulp_dot_codes(sum, rp_xpulp_word(p->x + pixel * p->depth + k), rp_xpulp_word(p->w + channel * p->depth + k));
            }
            p->y[pixel * p->y_pixel + channel] = (uint8_t)rp_xpulp_scaled(sum, p->q[channel].scale, &stage);
        }
    }
}

#endif

/* Sums of four channels of one pixel, from those in sums[] on. */
static RP_XPULP_INLINE void rp_xpulp_sums_4x1(int32_t quads, int32_t depth, const int8_t *w, const uint8_t *x, int32_t sums[4])
{
#ifdef RP_XPULP
#define ROW(n) RP_P_LW_REGISTER("%[w" #n "]", "%[w]", "%[next" #n "]")
#define DOT(n) ".insn r 0x57, 1, 0x54, %[s" #n "], %[x0], %[w" #n "]\n"
    int32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    uint32_t x0, w0, w1, w2, w3;
    __asm volatile(RP_XPULP_BEGIN RP_LP_SETUP_0("%[quads]", "18")
                   RP_P_LW_IMMEDIATE("%[x0]", "%[x]", "4") ROW(0) ROW(1) DOT(0) ROW(2) DOT(1) ROW(3) DOT(2) DOT(3) RP_XPULP_END
                   : [s0] "+r"(s0), [s1] "+r"(s1), [s2] "+r"(s2), [s3] "+r"(s3), [w] "+r"(w), [x] "+r"(x), [x0] "=&r"(x0), [w0] "=&r"(w0), [w1] "=&r"(w1),
                     [w2] "=&r"(w2), [w3] "=&r"(w3)
                   : [quads] "r"(quads), [next0] "r"(depth), [next1] "r"(depth), [next2] "r"(depth), [next3] "r"(4 - 3 * depth)
                   : "memory");
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
#undef ROW
#undef DOT
#else
    for (int32_t k = 0; k < quads; k++) {
        for (int32_t channel = 0; channel < 4; channel++) {
            sums[channel] = rp_xpulp_dot_codes(sums[channel], rp_xpulp_word(x + 4 * k), rp_xpulp_word(w + channel * depth + 4 * k));
        }
    }
#endif
}

#endif
