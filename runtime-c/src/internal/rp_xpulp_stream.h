/* One column of the outputs of a 3x3 depthwise convolution, for Xpulp: source rows stream by, and each adds its three products to three outputs: the last
 * ones of the output above (kernel row 2), those of the output here (1), the first ones of the output below (0). So every output takes its products in the
 * documented order (docs/numerics.md N2.1), and a row costs three loads. The outputs move up by naming them anew in their last product. */
#ifndef RP_XPULP_STREAM_H
#define RP_XPULP_STREAM_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

/* Steps in elements, of either sign. */
typedef struct {
    const float *from;            /* the first source row, at the first kernel column that is inside */
    int32_t from_row, from_column;
    float *to;                    /* the output above that row */
    int32_t to_row;
    int32_t rows;                 /* at least 1; each finishes one output */
    float bias;
    float above, here;            /* sums of the two outputs that have begun */
} rp_xpulp_stream;

#ifdef RP_XPULP

#define MAC(sum, start, kx, ky) "fmadd.s %[" sum "], %[x" #kx "], %[w" #ky #kx "], %[" start "]\n"
#define NEXT_X(kx) RP_P_LW_REGISTER("%[x" #kx "]", "%[from]", "%[x_next]")
#define LAST_X(kx) RP_P_LW_REGISTER("%[x" #kx "]", "%[from]", "%[x_back]")
#define STORE(sum) RP_P_SW_REGISTER("%[" sum "]", "%[to]", "%[to_next]")

/* Kernel columns of which all are inside the source. */
static inline void rp_xpulp_stream_3(rp_xpulp_stream *t, const float *w)
{
    const float w00 = w[0], w01 = w[1], w02 = w[2];
    const float w10 = w[3], w11 = w[4], w12 = w[5];
    const float w20 = w[6], w21 = w[7], w22 = w[8];
    float x0, x1, x2, C;
    __asm volatile(
        RP_XPULP_BEGIN
        NEXT_X(0) NEXT_X(1) LAST_X(2)
        "beqz %[more], 1f\n"
        RP_LP_SETUP_0("%[more]", "26")
        MAC("A", "A", 0, 2) MAC("B", "B", 0, 1) MAC("C", "bias", 0, 0) NEXT_X(0) MAC("A", "A", 1, 2) MAC("B", "B", 1, 1) MAC("C", "C", 1, 0) NEXT_X(1)
        MAC("A", "A", 2, 2) STORE("A") MAC("A", "B", 2, 1) MAC("B", "C", 2, 0) LAST_X(2)
        "1:\n"
        MAC("A", "A", 0, 2) MAC("B", "B", 0, 1) MAC("C", "bias", 0, 0) MAC("A", "A", 1, 2) MAC("B", "B", 1, 1) MAC("C", "C", 1, 0) MAC("A", "A", 2, 2)
        STORE("A") MAC("A", "B", 2, 1) MAC("B", "C", 2, 0)
        RP_XPULP_END
        : [A] "+r"(t->above), [B] "+r"(t->here), [C] "=&r"(C), [x0] "=&r"(x0), [x1] "=&r"(x1), [x2] "=&r"(x2), [from] "+r"(t->from), [to] "+r"(t->to)
        : [more] "r"(t->rows - 1), [bias] "r"(t->bias), [x_next] "r"(t->from_column * (int32_t)sizeof(float)),
          [x_back] "r"((t->from_row - 2 * t->from_column) * (int32_t)sizeof(float)), [to_next] "r"(t->to_row * (int32_t)sizeof(float)),
          [w00] "r"(w00), [w01] "r"(w01), [w02] "r"(w02), [w10] "r"(w10), [w11] "r"(w11), [w12] "r"(w12), [w20] "r"(w20), [w21] "r"(w21), [w22] "r"(w22)
        : "memory");
    (void)C;
}

/* Kernel columns of which two are inside the source. */
static inline void rp_xpulp_stream_2(rp_xpulp_stream *t, const float *w)
{
    const float w00 = w[0], w01 = w[1];
    const float w10 = w[3], w11 = w[4];
    const float w20 = w[6], w21 = w[7];
    float x0, x1, C;
    __asm volatile(
        RP_XPULP_BEGIN
        NEXT_X(0) LAST_X(1)
        "beqz %[more], 1f\n"
        RP_LP_SETUP_0("%[more]", "18")
        MAC("A", "A", 0, 2) MAC("B", "B", 0, 1) MAC("C", "bias", 0, 0) NEXT_X(0) MAC("A", "A", 1, 2) STORE("A") MAC("A", "B", 1, 1)
        MAC("B", "C", 1, 0) LAST_X(1)
        "1:\n"
        MAC("A", "A", 0, 2) MAC("B", "B", 0, 1) MAC("C", "bias", 0, 0) MAC("A", "A", 1, 2) STORE("A") MAC("A", "B", 1, 1) MAC("B", "C", 1, 0)
        RP_XPULP_END
        : [A] "+r"(t->above), [B] "+r"(t->here), [C] "=&r"(C), [x0] "=&r"(x0), [x1] "=&r"(x1), [from] "+r"(t->from), [to] "+r"(t->to)
        : [more] "r"(t->rows - 1), [bias] "r"(t->bias), [x_next] "r"(t->from_column * (int32_t)sizeof(float)),
          [x_back] "r"((t->from_row - 1 * t->from_column) * (int32_t)sizeof(float)), [to_next] "r"(t->to_row * (int32_t)sizeof(float)),
          [w00] "r"(w00), [w01] "r"(w01), [w10] "r"(w10), [w11] "r"(w11), [w20] "r"(w20), [w21] "r"(w21)
        : "memory");
    (void)C;
}

/* Kernel columns of which one is inside the source. */
static inline void rp_xpulp_stream_1(rp_xpulp_stream *t, const float *w)
{
    const float w00 = w[0];
    const float w10 = w[3];
    const float w20 = w[6];
    float x0, C;
    __asm volatile(
        RP_XPULP_BEGIN
        LAST_X(0)
        "beqz %[more], 1f\n"
        RP_LP_SETUP_0("%[more]", "10")
        MAC("A", "A", 0, 2) STORE("A") MAC("A", "B", 0, 1) MAC("B", "bias", 0, 0) LAST_X(0)
        "1:\n"
        MAC("A", "A", 0, 2) STORE("A") MAC("A", "B", 0, 1) MAC("B", "bias", 0, 0)
        RP_XPULP_END
        : [A] "+r"(t->above), [B] "+r"(t->here), [C] "=&r"(C), [x0] "=&r"(x0), [from] "+r"(t->from), [to] "+r"(t->to)
        : [more] "r"(t->rows - 1), [bias] "r"(t->bias), [x_next] "r"(t->from_column * (int32_t)sizeof(float)),
          [x_back] "r"((t->from_row - 0 * t->from_column) * (int32_t)sizeof(float)), [to_next] "r"(t->to_row * (int32_t)sizeof(float)),
          [w00] "r"(w00), [w10] "r"(w10), [w20] "r"(w20)
        : "memory");
    (void)C;
}

#undef MAC
#undef NEXT_X
#undef LAST_X
#undef STORE

#endif

/* One row without its part in the output above. */
static inline void rp_xpulp_stream_row(rp_xpulp_stream *t, int32_t columns, const float *w)
{
    float here = t->here, below = t->bias;
    for (int32_t kx = 0; kx < columns; kx++) {
        const float x = t->from[kx * t->from_column];
        here = rp_mac(here, x, w[3 + kx]);
        below = rp_mac(below, x, w[kx]);
    }
    t->from += t->from_row;
    t->above = here;
    t->here = below;
}

/* All rows; w: the 3x3 weights from the first kernel column that is inside, `columns` (1 to 3) of which are. */
static inline void rp_xpulp_stream_rows(rp_xpulp_stream *t, int32_t columns, const float *w)
{
#ifdef RP_XPULP
    if (columns == 3) {
        rp_xpulp_stream_3(t, w);
    } else if (columns == 2) {
        rp_xpulp_stream_2(t, w);
    } else {
        rp_xpulp_stream_1(t, w);
    }
#else
    for (int32_t row = 0; row < t->rows; row++) {
        float above = t->above;
        for (int32_t kx = 0; kx < columns; kx++) {
            above = rp_mac(above, t->from[kx * t->from_column], w[6 + kx]);
        }
        *t->to = above;
        t->to += t->to_row;
        rp_xpulp_stream_row(t, columns, w);
    }
#endif
}

#endif
