/* Register blocks of matrix products for Xpulp: every sum takes its products in ascending k (docs/numerics.md N2).
 *
 * Two cores share a floating-point unit, so a block is fast where no two loads stand next to each other: then one core loads while the other computes.
 * A 4x4 block makes 16 products with 8 loads per k, and two cores keep their unit busy. Blocks of sixteen sums fill all registers but zero, sp, gp and
 * tp, so each is one piece of assembly that takes what it needs from a structure; tp, which nothing else uses without threads, holds its address.
 * Off RISC-V the blocks are plain loops. */
#ifndef RP_XPULP_BLOCKS_H
#define RP_XPULP_BLOCKS_H

#include "rp_numeric.h"

#include "internal/rp_xpulp_schedule.h"

/* Groups of elements; steps in bytes: `next` from element to element of a group, `back` from the last of a group to the first of the next one. */
typedef struct {
    const float *at;
    int32_t next, back;
} rp_xpulp_walk;

/* One block, whose offsets the assembly knows. A 4x4 block: groups of four, one group of a and b per k, one group of from and to per row. A block of one
 * column: groups of all its rows, one of a per k; b.next from k to k; from and to are one group. */
typedef struct {
    rp_xpulp_walk a, b, from;
    float *to;
    int32_t to_next, to_back;
    int32_t depth; /* at least 1 */
} rp_xpulp_block;

#ifdef RP_XPULP

static inline void rp_xpulp_block_4x4(const rp_xpulp_block *p)
{
    register const rp_xpulp_block *in __asm("a0") = p;
    __asm volatile(
        RP_XPULP_BEGIN
        "mv tp, a0\n"
        "lw a3, 24(tp)\n lw a5, 28(tp)\n lw a6, 32(tp)\n"
        RP_XPULP_SUMS(RP_XPULP_NEXT_A, RP_XPULP_BACK_A)
        "lw a2, 48(tp)\n lw a3, 0(tp)\n lw a5, 4(tp)\n lw a6, 8(tp)\n lw a4, 12(tp)\n lw a7, 16(tp)\n lw ra, 20(tp)\n"
        "addi a2, a2, -1\n"
        RP_XPULP_NEXT_A("t0") RP_XPULP_NEXT_A("t1") RP_XPULP_NEXT_B("a1")
        "beqz a2, 1f\n"
        RP_LP_SETUP_0("a2", "48")
        RP_XPULP_COLUMNS_0_TO_2(RP_XPULP_MAC)
        RP_XPULP_COLUMN_3(RP_XPULP_MAC)
        "1:\n" /* the last k loads nothing for a next one */
        RP_XPULP_COLUMNS_0_TO_2(RP_XPULP_MAC)
        RP_XPULP_LAST_COLUMN_3(RP_XPULP_MAC)
        "lw a3, 36(tp)\n lw a5, 40(tp)\n lw a6, 44(tp)\n"
        RP_XPULP_SUMS(RP_XPULP_NEXT_TO, RP_XPULP_BACK_TO)
        RP_XPULP_END
        : "+r"(in)
        :
        : RP_XPULP_BLOCK_REGISTERS);
}

/* Sixteen rows of a, the first column of b: 16 products with 17 loads per k. */
static inline void rp_xpulp_block_16x1(const rp_xpulp_block *p)
{
    register const rp_xpulp_block *in __asm("a0") = p;
    __asm volatile(
        RP_XPULP_BEGIN
        "mv tp, a0\n"
        "lw a3, 24(tp)\n lw a5, 28(tp)\n"
        RP_XPULP_SUMS(RP_XPULP_NEXT_A, RP_XPULP_NEXT_A)
        "lw a2, 48(tp)\n lw a3, 0(tp)\n lw a5, 4(tp)\n lw a6, 8(tp)\n lw a4, 12(tp)\n lw a7, 16(tp)\n"
        "addi a2, a2, -1\n"
        RP_XPULP_NEXT_A("t0") RP_XPULP_NEXT_A("t1") RP_XPULP_NEXT_A("t2") RP_XPULP_NEXT_B("a1") RP_XPULP_NEXT_A("a0")
        "beqz a2, 1f\n"
        RP_LP_SETUP_0("a2", "66")
        RP_XPULP_ROWS_0_TO_11(RP_XPULP_BACK_A)
        RP_XPULP_MAC("t3", "t0", "a1") RP_XPULP_ROWS_13_TO_15
        "1:\n"
        RP_XPULP_ROWS_0_TO_11(RP_XPULP_NEXT_A)
        RP_XPULP_MAC("t3", "t0", "a1") RP_XPULP_MAC("t4", "t1", "a1") RP_XPULP_MAC("t5", "t2", "a1") RP_XPULP_MAC("t6", "a0", "a1")
        "lw a3, 36(tp)\n lw a5, 40(tp)\n"
        RP_XPULP_SUMS(RP_XPULP_NEXT_TO, RP_XPULP_NEXT_TO)
        RP_XPULP_END
        : "+r"(in)
        :
        : RP_XPULP_BLOCK_REGISTERS);
}

#define ROW_A(rd) RP_P_LW_REGISTER("%[" rd "]", "%[a]", "%[a_next]")
#define LAST_ROW_A(rd) RP_P_LW_REGISTER("%[" rd "]", "%[a]", "%[a_back]")
#define ONLY_B(rd) RP_P_LW_REGISTER("%[" rd "]", "%[b]", "%[b_next]")
#define START(rd) RP_P_LW_REGISTER("%[" rd "]", "%[from]", "%[from_next]")
#define RESULT(value) RP_P_SW_REGISTER("%[" value "]", "%[to]", "%[to_next]")
#define ROW_MAC(sum, a) RP_XPULP_MAC("%[" sum "]", "%[" a "]", "%[u]")

/* Eight rows of a, one column of b. */
static inline void rp_xpulp_block_8x1(const rp_xpulp_block *p)
{
    const float *a = p->a.at;
    const float *b = p->b.at;
    const float *from = p->from.at;
    float *to = p->to;
    float c0, c1, c2, c3, c4, c5, c6, c7, t0, t1, t2, t3, u;
    __asm volatile(
        RP_XPULP_BEGIN
        START("c0") START("c1") START("c2") START("c3") START("c4") START("c5") START("c6") START("c7")
        ROW_A("t0") ROW_A("t1") ROW_A("t2") ONLY_B("u") ROW_A("t3")
        "beqz %[count], 1f\n"
        RP_LP_SETUP_0("%[count]", "34")
        ROW_MAC("c0", "t0") ROW_A("t0") ROW_MAC("c1", "t1") ROW_A("t1") ROW_MAC("c2", "t2") ROW_A("t2") ROW_MAC("c3", "t3") LAST_ROW_A("t3")
        ROW_MAC("c4", "t0") ROW_A("t0") ROW_MAC("c5", "t1") ROW_A("t1") ROW_MAC("c6", "t2") ROW_A("t2") ROW_MAC("c7", "t3") ONLY_B("u") ROW_A("t3")
        "1:\n"
        ROW_MAC("c0", "t0") ROW_A("t0") ROW_MAC("c1", "t1") ROW_A("t1") ROW_MAC("c2", "t2") ROW_A("t2") ROW_MAC("c3", "t3") ROW_A("t3")
        ROW_MAC("c4", "t0") ROW_MAC("c5", "t1") ROW_MAC("c6", "t2") ROW_MAC("c7", "t3")
        RESULT("c0") RESULT("c1") RESULT("c2") RESULT("c3") RESULT("c4") RESULT("c5") RESULT("c6") RESULT("c7")
        RP_XPULP_END
        : [c0] "=&r"(c0), [c1] "=&r"(c1), [c2] "=&r"(c2), [c3] "=&r"(c3), [c4] "=&r"(c4), [c5] "=&r"(c5), [c6] "=&r"(c6), [c7] "=&r"(c7),
          [t0] "=&r"(t0), [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3), [u] "=&r"(u), [a] "+r"(a), [b] "+r"(b), [from] "+r"(from), [to] "+r"(to)
        : [count] "r"(p->depth - 1), [a_next] "r"(p->a.next), [a_back] "r"(p->a.back), [b_next] "r"(p->b.next), [from_next] "r"(p->from.next),
          [to_next] "r"(p->to_next)
        : "memory");
}

/* Four rows of a, one column of b. */
static inline void rp_xpulp_block_4x1(const rp_xpulp_block *p)
{
    const float *a = p->a.at;
    const float *b = p->b.at;
    const float *from = p->from.at;
    float *to = p->to;
    float c0, c1, c2, c3, t0, t1, t2, t3, u;
    __asm volatile(
        RP_XPULP_BEGIN
        START("c0") START("c1") START("c2") START("c3")
        ROW_A("t0") ROW_A("t1") ROW_A("t2") ONLY_B("u") LAST_ROW_A("t3")
        "beqz %[count], 1f\n"
        RP_LP_SETUP_0("%[count]", "18")
        ROW_MAC("c0", "t0") ROW_A("t0") ROW_MAC("c1", "t1") ROW_A("t1") ROW_MAC("c2", "t2") ROW_A("t2") ROW_MAC("c3", "t3") ONLY_B("u") LAST_ROW_A("t3")
        "1:\n"
        ROW_MAC("c0", "t0") ROW_MAC("c1", "t1") ROW_MAC("c2", "t2") ROW_MAC("c3", "t3")
        RESULT("c0") RESULT("c1") RESULT("c2") RESULT("c3")
        RP_XPULP_END
        : [c0] "=&r"(c0), [c1] "=&r"(c1), [c2] "=&r"(c2), [c3] "=&r"(c3),
          [t0] "=&r"(t0), [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3), [u] "=&r"(u), [a] "+r"(a), [b] "+r"(b), [from] "+r"(from), [to] "+r"(to)
        : [count] "r"(p->depth - 1), [a_next] "r"(p->a.next), [a_back] "r"(p->a.back), [b_next] "r"(p->b.next), [from_next] "r"(p->from.next),
          [to_next] "r"(p->to_next)
        : "memory");
}

#undef ROW_A
#undef LAST_ROW_A
#undef ONLY_B
#undef START
#undef RESULT
#undef ROW_MAC

#else

/* Element `index` of groups of `size`. */
static inline int32_t rp_xpulp_step(int32_t next, int32_t back, int32_t size, int32_t index)
{
    return (index / size * (back + (size - 1) * next) + index % size * next) / (int32_t)sizeof(float);
}

static inline void rp_xpulp_block_4x4(const rp_xpulp_block *p)
{
    for (int32_t e = 0; e < 16; e++) {
        float c = p->from.at[rp_xpulp_step(p->from.next, p->from.back, 4, e)];
        for (int32_t k = 0; k < p->depth; k++) {
            c = rp_mac(c, p->a.at[rp_xpulp_step(p->a.next, p->a.back, 4, 4 * k + e / 4)], p->b.at[rp_xpulp_step(p->b.next, p->b.back, 4, 4 * k + e % 4)]);
        }
        p->to[rp_xpulp_step(p->to_next, p->to_back, 4, e)] = c;
    }
}

static inline void rp_xpulp_column(const rp_xpulp_block *p, int32_t rows)
{
    for (int32_t i = 0; i < rows; i++) {
        float c = p->from.at[rp_xpulp_step(p->from.next, 0, rows, i)];
        for (int32_t k = 0; k < p->depth; k++) {
            c = rp_mac(c, p->a.at[rp_xpulp_step(p->a.next, p->a.back, rows, rows * k + i)], p->b.at[rp_xpulp_step(p->b.next, p->b.next, 1, k)]);
        }
        p->to[rp_xpulp_step(p->to_next, 0, rows, i)] = c;
    }
}

static inline void rp_xpulp_block_16x1(const rp_xpulp_block *p)
{
    rp_xpulp_column(p, 16);
}

static inline void rp_xpulp_block_8x1(const rp_xpulp_block *p)
{
    rp_xpulp_column(p, 8);
}

static inline void rp_xpulp_block_4x1(const rp_xpulp_block *p)
{
    rp_xpulp_column(p, 4);
}

#endif

#endif
