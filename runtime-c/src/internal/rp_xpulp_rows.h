/* Register blocks of convolutions for Xpulp: sums over planes, rows and the elements of a row, in this order (docs/numerics.md N2), of products of two
 * operands that are walked alike. What rp_xpulp_blocks.h says of registers and loads holds here too; gp walks the table of row steps. Both gp and tp are
 * given back. */
#ifndef RP_XPULP_ROWS_H
#define RP_XPULP_ROWS_H

#include "rp_numeric.h"

#include "internal/rp_xpulp_blocks.h"

/* Bytes to add to a pointer at the end of a row, beyond the step from element to element. */
typedef struct {
    int32_t b, a;
} rp_xpulp_row_step;

/* One block, whose offsets the assembly knows. 4x4: groups of four of a, b (one group per element of a row) and from, to (one group per row of the
 * block). 4x1 and 16x1: a's groups are of all rows; b.next leads from element to element; from.next and to_next lead from row to row. */
typedef struct {
    rp_xpulp_walk a, b, from;
    float *to;
    int32_t to_next, to_back;
    int32_t more;                   /* elements of a row beyond the first */
    const rp_xpulp_row_step *steps; /* one per row of a plane; the last leads to the next plane */
    int32_t last_steps;             /* bytes from there to those of the last plane: the last of them leads anywhere inside the operands */
    int32_t planes;                 /* at least 1; 0 afterwards */
    int32_t rows;                   /* of a plane, at least 1 */
    int32_t saved_gp, saved_tp;
} rp_xpulp_rows;

#ifdef RP_XPULP

/* Planes, rows of a plane, elements of a row. BODY: all elements of a row but the last, LAST: the last one, which ends the row. */
#define NEST(BODY, body_halfwords, LAST, row_halfwords) \
    "3:\n" \
    "lw gp, 52(tp)\n lw a2, 60(tp)\n addi a2, a2, -1\n sw a2, 60(tp)\n" \
    "bnez a2, 4f\n lw a2, 56(tp)\n add gp, gp, a2\n" \
    "4:\n lw a2, 64(tp)\n" \
    RP_LP_SETUP_1("a2", row_halfwords) \
    "lw a2, 48(tp)\n" \
    "beqz a2, 2f\n" \
    RP_LP_SETUP_0("a2", body_halfwords) \
    BODY \
    "2:\n" \
    LAST \
    "lw a2, 60(tp)\n bnez a2, 3b\n"

#define BODY_4X4 \
    RP_XPULP_COLUMNS_0_TO_2(RP_XPULP_MAC) \
    RP_XPULP_COLUMN_3(RP_XPULP_MAC)
#define LAST_4X4 \
    RP_XPULP_COLUMNS_0_TO_2(RP_XPULP_MAC) \
    RP_P_LW_IMMEDIATE("a1", "gp", "4") RP_XPULP_MAC("s3", "t0", "a2") RP_P_LW_IMMEDIATE("t0", "gp", "4") "add a4, a4, a1\n" RP_XPULP_MAC("s7", "t1", "a2") "add a3, a3, t0\n" RP_XPULP_NEXT_B("a1") RP_XPULP_MAC("s11", "t2", "a2") RP_XPULP_NEXT_A("t0") RP_XPULP_MAC("t6", "a0", "a2") RP_XPULP_NEXT_A("t1")

#define BODY_4X1 \
    RP_XPULP_MAC("s0", "t0", "a1") RP_XPULP_NEXT_A("t0") RP_XPULP_MAC("s1", "t1", "a1") RP_XPULP_NEXT_A("t1") RP_XPULP_MAC("s2", "t2", "a1") RP_XPULP_NEXT_A("t2") RP_XPULP_MAC("s3", "a0", "a1") RP_XPULP_NEXT_B("a1") RP_XPULP_BACK_A("a0")
#define LAST_4X1 \
    RP_P_LW_IMMEDIATE("a2", "gp", "4") RP_P_LW_IMMEDIATE("s4", "gp", "4") RP_XPULP_MAC("s0", "t0", "a1") "add a4, a4, a2\n" "add a3, a3, s4\n" \
    RP_XPULP_NEXT_A("t0") RP_XPULP_MAC("s1", "t1", "a1") RP_XPULP_NEXT_A("t1") RP_XPULP_MAC("s2", "t2", "a1") RP_XPULP_NEXT_A("t2") RP_XPULP_MAC("s3", "a0", "a1") RP_XPULP_NEXT_B("a1") RP_XPULP_BACK_A("a0")

#define BODY_16X1 \
    RP_XPULP_ROWS_0_TO_11(RP_XPULP_BACK_A) \
    RP_XPULP_MAC("t3", "t0", "a1") RP_XPULP_ROWS_13_TO_15
#define LAST_16X1 \
    RP_P_LW_IMMEDIATE("a2", "gp", "4") RP_P_LW_IMMEDIATE("ra", "gp", "4") \
    RP_XPULP_ROWS_0_TO_11(RP_XPULP_BACK_A) \
    RP_XPULP_MAC("t3", "t0", "a1") "add a4, a4, a2\n" "add a3, a3, ra\n" RP_XPULP_ROWS_13_TO_15

static inline void rp_xpulp_rows_4x4(rp_xpulp_rows *p)
{
    register rp_xpulp_rows *in __asm("a0") = p;
    __asm volatile(
        RP_XPULP_BEGIN
        "sw gp, 68(a0)\n sw tp, 72(a0)\n mv tp, a0\n"
        "lw a3, 24(tp)\n lw a5, 28(tp)\n lw a6, 32(tp)\n"
        RP_XPULP_SUMS(RP_XPULP_NEXT_A, RP_XPULP_BACK_A)
        "lw a3, 0(tp)\n lw a5, 4(tp)\n lw a6, 8(tp)\n lw a4, 12(tp)\n lw a7, 16(tp)\n lw ra, 20(tp)\n"
        RP_XPULP_NEXT_A("t0") RP_XPULP_NEXT_A("t1") RP_XPULP_NEXT_B("a1")
        NEST(BODY_4X4, "48", LAST_4X4, "110")
        "lw a3, 36(tp)\n lw a5, 40(tp)\n lw a6, 44(tp)\n"
        RP_XPULP_SUMS(RP_XPULP_NEXT_TO, RP_XPULP_BACK_TO)
        "lw gp, 68(tp)\n lw tp, 72(tp)\n"
        RP_XPULP_END
        : "+r"(in)
        :
        : RP_XPULP_BLOCK_REGISTERS);
}

static inline void rp_xpulp_rows_16x1(rp_xpulp_rows *p)
{
    register rp_xpulp_rows *in __asm("a0") = p;
    __asm volatile(
        RP_XPULP_BEGIN
        "sw gp, 68(a0)\n sw tp, 72(a0)\n mv tp, a0\n"
        "lw a3, 24(tp)\n lw a5, 28(tp)\n"
        RP_XPULP_SUMS(RP_XPULP_NEXT_A, RP_XPULP_NEXT_A)
        "lw a3, 0(tp)\n lw a5, 4(tp)\n lw a6, 8(tp)\n lw a4, 12(tp)\n lw a7, 16(tp)\n"
        RP_XPULP_NEXT_A("t0") RP_XPULP_NEXT_A("t1") RP_XPULP_NEXT_A("t2") RP_XPULP_NEXT_B("a1") RP_XPULP_NEXT_A("a0")
        NEST(BODY_16X1, "66", LAST_16X1, "146")
        "lw a3, 36(tp)\n lw a5, 40(tp)\n"
        RP_XPULP_SUMS(RP_XPULP_NEXT_TO, RP_XPULP_NEXT_TO)
        "lw gp, 68(tp)\n lw tp, 72(tp)\n"
        RP_XPULP_END
        : "+r"(in)
        :
        : RP_XPULP_BLOCK_REGISTERS);
}

static inline void rp_xpulp_rows_4x1(rp_xpulp_rows *p)
{
    register rp_xpulp_rows *in __asm("a0") = p;
    __asm volatile(
        RP_XPULP_BEGIN
        "sw gp, 68(a0)\n sw tp, 72(a0)\n mv tp, a0\n"
        "lw a3, 24(tp)\n lw a5, 28(tp)\n"
        RP_XPULP_NEXT_A("s0") RP_XPULP_NEXT_A("s1") RP_XPULP_NEXT_A("s2") RP_XPULP_NEXT_A("s3")
        "lw a3, 0(tp)\n lw a5, 4(tp)\n lw a6, 8(tp)\n lw a4, 12(tp)\n lw a7, 16(tp)\n"
        RP_XPULP_NEXT_A("t0") RP_XPULP_NEXT_A("t1") RP_XPULP_NEXT_A("t2") RP_XPULP_NEXT_B("a1") RP_XPULP_BACK_A("a0")
        NEST(BODY_4X1, "18", LAST_4X1, "50")
        "lw a3, 36(tp)\n lw a5, 40(tp)\n"
        RP_XPULP_NEXT_TO("s0") RP_XPULP_NEXT_TO("s1") RP_XPULP_NEXT_TO("s2") RP_XPULP_NEXT_TO("s3")
        "lw gp, 68(tp)\n lw tp, 72(tp)\n"
        RP_XPULP_END
        : "+r"(in)
        :
        : "memory", "t0", "t1", "t2", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4");
}

#undef NEST
#undef BODY_4X4
#undef LAST_4X4
#undef BODY_4X1
#undef LAST_4X1
#undef BODY_16X1
#undef LAST_16X1

#else

/* The walk of the assembly, for one sum: row i of a, column j of b. */
static inline float rp_xpulp_rows_sum(const rp_xpulp_rows *p, const float *a, int32_t a_along, const float *b, int32_t b_along, float sum)
{
    for (int32_t plane = p->planes; plane > 0; plane--) {
        const rp_xpulp_row_step *step = p->steps + (plane == 1 ? p->last_steps / (int32_t)sizeof *p->steps : 0);
        for (int32_t row = 0; row < p->rows; row++, step++) {
            for (int32_t k = 0; k <= p->more; k++) {
                sum = rp_mac(sum, *a, *b);
                if (k < p->more || plane > 1 || row + 1 < p->rows) { /* no pointer leaves its tensor */
                    a += a_along / (int32_t)sizeof(float);
                    b += b_along / (int32_t)sizeof(float);
                }
            }
            if (plane > 1 || row + 1 < p->rows) {
                a += step->a / (int32_t)sizeof(float);
                b += step->b / (int32_t)sizeof(float);
            }
        }
    }
    return sum;
}

static inline void rp_xpulp_rows_4x4(rp_xpulp_rows *p)
{
    const int32_t size = (int32_t)sizeof(float);
    for (int32_t e = 0; e < 16; e++) {
        const int32_t i = e / 4;
        const int32_t j = e % 4;
        p->to[(i * (p->to_back + 3 * p->to_next) + j * p->to_next) / size] =
            rp_xpulp_rows_sum(p, p->a.at + i * p->a.next / size, p->a.back + 3 * p->a.next, p->b.at + j * p->b.next / size, p->b.back + 3 * p->b.next,
                              p->from.at[(i * (p->from.back + 3 * p->from.next) + j * p->from.next) / size]);
    }
    p->planes = 0;
}

static inline void rp_xpulp_rows_column(rp_xpulp_rows *p, int32_t rows)
{
    const int32_t size = (int32_t)sizeof(float);
    for (int32_t i = 0; i < rows; i++) {
        p->to[i * p->to_next / size] = rp_xpulp_rows_sum(p, p->a.at + i * p->a.next / size, p->a.back + (rows - 1) * p->a.next, p->b.at, p->b.next,
                                                         p->from.at[i * p->from.next / size]);
    }
    p->planes = 0;
}

static inline void rp_xpulp_rows_16x1(rp_xpulp_rows *p)
{
    rp_xpulp_rows_column(p, 16);
}

static inline void rp_xpulp_rows_4x1(rp_xpulp_rows *p)
{
    rp_xpulp_rows_column(p, 4);
}

#endif

#endif
