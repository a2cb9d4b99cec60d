/* Register blocks of integer matrix products for Xpulp (docs/numerics.md N6.2): four bytes of four channels by four pixels at a time, and the codes made of
 * the sums in the same registers (N6.1). What rp_xpulp_blocks.h says of registers and loads holds here too. */
#ifndef RP_XPULP_CODES_H
#define RP_XPULP_CODES_H

#include "internal/rp_dsp_output.h"
#include "internal/rp_xpulp_schedule.h"

/* One block, whose offsets the assembly knows. Steps in bytes: `next` from one channel's weights (pixel's codes) to the next one's in the same four bytes,
 * `back` from the last of four to the first one's next four bytes. */
typedef struct {
    const int8_t *w;
    int32_t w_next, w_back;
    const uint8_t *x;
    int32_t x_next, x_back;
    int32_t more; /* groups of four bytes beyond the first */
    const rp_dsp_channel *q; /* of four channels, all plain */
    uint8_t *y;
    int32_t y_pixel, y_back; /* from pixel to pixel; from a channel's last pixel to the next channel's first */
} rp_xpulp_codes;

#ifdef RP_XPULP

#define DOT(sum, w, x) ".insn r 0x57, 1, 0x54, " sum ", " x ", " w "\n" /* pv.sdotusp.b */
#define CHANNEL(m, add, r) "lw a5, " m "(a3)\n lw a6, " add "(a3)\n lbu a7, " r "(a3)\n"
/* The codes of a channel's four pixels, interleaved since products take their time: p.clipu to 8 bits, p.sb with the increment of a register. */
#define EACH(op, rest, s0, s1, s2, s3) \
    op " " s0 ", " s0 ", " rest "\n" op " " s1 ", " s1 ", " rest "\n" op " " s2 ", " s2 ", " rest "\n" op " " s3 ", " s3 ", " rest "\n"
#define STORE(sum, step) ".insn r 0x2b, 4, 0x00, " step ", a4, " sum "\n"
#define CODES(s0, s1, s2, s3) \
    EACH("mulh", "a5", s0, s1, s2, s3) \
    EACH("add", "a6", s0, s1, s2, s3) \
    EACH("sra", "a7", s0, s1, s2, s3) \
    EACH(".insn r 0x33, 2, 0x0a,", "x9", s0, s1, s2, s3) \
    STORE(s0, "a1") STORE(s1, "a1") STORE(s2, "a1") STORE(s3, "ra")

/* Four channels of four pixels. */
static inline void rp_xpulp_codes_4x4(const rp_xpulp_codes *p)
{
    register const rp_xpulp_codes *in __asm("a0") = p;
    __asm volatile(
        RP_XPULP_BEGIN
        "mv tp, a0\n"
        "lw a3, 28(tp)\n"
        "lw s0, 0(a3)\n"
        "lw s4, 16(a3)\n"
        "lw s8, 32(a3)\n"
        "lw t3, 48(a3)\n"
        "mv s1, s0\n" "mv s2, s0\n" "mv s3, s0\n"
        "mv s5, s4\n" "mv s6, s4\n" "mv s7, s4\n"
        "mv s9, s8\n" "mv s10, s8\n" "mv s11, s8\n"
        "mv t4, t3\n" "mv t5, t3\n" "mv t6, t3\n"
        "lw a2, 24(tp)\n lw a3, 0(tp)\n lw a5, 4(tp)\n lw a6, 8(tp)\n lw a4, 12(tp)\n lw a7, 16(tp)\n lw ra, 20(tp)\n"
        RP_XPULP_NEXT_A("t0") RP_XPULP_NEXT_A("t1") RP_XPULP_NEXT_B("a1")
        "beqz a2, 1f\n"
        RP_LP_SETUP_0("a2", "48")
        RP_XPULP_COLUMNS_0_TO_2(DOT)
        RP_XPULP_COLUMN_3(DOT)
        "1:\n"
        RP_XPULP_COLUMNS_0_TO_2(DOT)
        RP_XPULP_LAST_COLUMN_3(DOT)
        "lw a3, 28(tp)\n lw a4, 32(tp)\n lw a1, 36(tp)\n lw ra, 40(tp)\n"
        CHANNEL("4", "8", "13") CODES("s0", "s1", "s2", "s3")
        CHANNEL("20", "24", "29") CODES("s4", "s5", "s6", "s7")
        CHANNEL("36", "40", "45") CODES("s8", "s9", "s10", "s11")
        CHANNEL("52", "56", "61") CODES("t3", "t4", "t5", "t6")
        RP_XPULP_END
        : "+r"(in)
        :
        : RP_XPULP_BLOCK_REGISTERS);
}

/* Sum of four bytes of codes times four of weights. */
static RP_XPULP_INLINE int32_t rp_xpulp_dot_4(int32_t sum, const uint8_t *x, const int8_t *w)
{
    __asm(DOT("%[sum]", "%[w]", "%[x]") : [sum] "+r"(sum) : [x] "r"(*(const uint32_t *)(const void *)x), [w] "r"(*(const uint32_t *)(const void *)w));
    return sum;
}

#undef CHANNEL
#undef EACH
#undef STORE
#undef CODES
#undef DOT

#else

static inline int32_t rp_xpulp_dot_4(int32_t sum, const uint8_t *x, const int8_t *w)
{
    for (int32_t i = 0; i < 4; i++) {
        sum += x[i] * w[i];
    }
    return sum;
}

static inline void rp_xpulp_codes_4x4(const rp_xpulp_codes *p)
{
    uint8_t *y = p->y;
    for (int32_t channel = 0; channel < 4; channel++) {
        for (int32_t pixel = 0; pixel < 4; pixel++) {
            int32_t sum = p->q[channel].bias;
            for (int32_t k = 0; k <= p->more; k++) {
                sum = rp_xpulp_dot_4(sum, p->x + pixel * p->x_next + k * (p->x_back + 3 * p->x_next), p->w + channel * p->w_next + k * (p->w_back + 3 * p->w_next));
            }
            *y = rp_dsp_code(sum, &p->q[channel]);
            y += pixel < 3 ? p->y_pixel : p->y_back;
        }
    }
}

#endif

#endif
