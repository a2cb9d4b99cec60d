/* Register blocks of matrix products for Xpulp: every sum takes its products in ascending k (docs/numerics.md N2).
 *
 * Two cores share a floating-point unit, so a block is fast where no two loads stand next to each other: then one core loads while the other computes.
 * A 4x4 block makes 16 products with 8 loads per k, and two cores keep their unit busy. Blocks of sixteen sums fill all registers but zero, sp, gp and
 * tp, so each is one piece of assembly that takes what it needs from a structure; tp, which nothing else uses without threads, holds its address.
 * Off RISC-V the blocks are plain loops. */
#ifndef RP_XPULP_BLOCKS_H
#define RP_XPULP_BLOCKS_H

#include "rp_numeric.h"

#include "internal/rp_xpulp.h"

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

#define MAC(sum, a, b) "fmadd.s " sum ", " a ", " b ", " sum "\n"
#define NEXT_A(rd) RP_P_LW_REGISTER(rd, "a3", "a5")
#define BACK_A(rd) RP_P_LW_REGISTER(rd, "a3", "a6")
#define NEXT_B(rd) RP_P_LW_REGISTER(rd, "a4", "a7")
#define BACK_B(rd) RP_P_LW_REGISTER(rd, "a4", "ra")
#define NEXT_TO(value) RP_P_SW_REGISTER(value, "a3", "a5")
#define BACK_TO(value) RP_P_SW_REGISTER(value, "a3", "a6")

/* What a block of sixteen sums uses beside a0. */
#define BLOCK_REGISTERS \
    "memory", "ra", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", \
        "s8", "s9", "s10", "s11"

static inline void rp_xpulp_block_4x4(const rp_xpulp_block *p)
{
    register const rp_xpulp_block *in __asm("a0") = p;
    __asm volatile(
        RP_XPULP_BEGIN
        "mv tp, a0\n"
        "lw a3, 24(tp)\n lw a5, 28(tp)\n lw a6, 32(tp)\n"
        NEXT_A("s0") NEXT_A("s1") NEXT_A("s2") BACK_A("s3")
        NEXT_A("s4") NEXT_A("s5") NEXT_A("s6") BACK_A("s7")
        NEXT_A("s8") NEXT_A("s9") NEXT_A("s10") BACK_A("s11")
        NEXT_A("t3") NEXT_A("t4") NEXT_A("t5") BACK_A("t6")
        "lw a2, 48(tp)\n lw a3, 0(tp)\n lw a5, 4(tp)\n lw a6, 8(tp)\n lw a4, 12(tp)\n lw a7, 16(tp)\n lw ra, 20(tp)\n"
        "addi a2, a2, -1\n"
        NEXT_A("t0") NEXT_A("t1") NEXT_B("a1")
        "beqz a2, 1f\n"
        RP_LP_SETUP_0("a2", "48")
        MAC("s0", "t0", "a1") NEXT_A("t2") MAC("s4", "t1", "a1") BACK_A("a0") MAC("s8", "t2", "a1") NEXT_B("a2") MAC("t3", "a0", "a1")
        MAC("s1", "t0", "a2") MAC("s5", "t1", "a2") NEXT_B("a1") MAC("s9", "t2", "a2") MAC("t4", "a0", "a2")
        MAC("s2", "t0", "a1") MAC("s6", "t1", "a1") BACK_B("a2") MAC("s10", "t2", "a1") MAC("t5", "a0", "a1")
        MAC("s3", "t0", "a2") NEXT_B("a1") MAC("s7", "t1", "a2") NEXT_A("t0") MAC("s11", "t2", "a2") MAC("t6", "a0", "a2") NEXT_A("t1")
        "1:\n" /* the last k loads nothing for a next one */
        MAC("s0", "t0", "a1") NEXT_A("t2") MAC("s4", "t1", "a1") BACK_A("a0") MAC("s8", "t2", "a1") NEXT_B("a2") MAC("t3", "a0", "a1")
        MAC("s1", "t0", "a2") MAC("s5", "t1", "a2") NEXT_B("a1") MAC("s9", "t2", "a2") MAC("t4", "a0", "a2")
        MAC("s2", "t0", "a1") MAC("s6", "t1", "a1") BACK_B("a2") MAC("s10", "t2", "a1") MAC("t5", "a0", "a1")
        MAC("s3", "t0", "a2") MAC("s7", "t1", "a2") MAC("s11", "t2", "a2") MAC("t6", "a0", "a2")
        "lw a3, 36(tp)\n lw a5, 40(tp)\n lw a6, 44(tp)\n"
        NEXT_TO("s0") NEXT_TO("s1") NEXT_TO("s2") BACK_TO("s3")
        NEXT_TO("s4") NEXT_TO("s5") NEXT_TO("s6") BACK_TO("s7")
        NEXT_TO("s8") NEXT_TO("s9") NEXT_TO("s10") BACK_TO("s11")
        NEXT_TO("t3") NEXT_TO("t4") NEXT_TO("t5") BACK_TO("t6")
        RP_XPULP_END
        : "+r"(in)
        :
        : BLOCK_REGISTERS);
}

/* Sixteen rows of a, the first column of b: 16 products with 17 loads per k. */
static inline void rp_xpulp_block_16x1(const rp_xpulp_block *p)
{
    register const rp_xpulp_block *in __asm("a0") = p;
    __asm volatile(
        RP_XPULP_BEGIN
        "mv tp, a0\n"
        "lw a3, 24(tp)\n lw a5, 28(tp)\n"
        NEXT_A("s0") NEXT_A("s1") NEXT_A("s2") NEXT_A("s3")
        NEXT_A("s4") NEXT_A("s5") NEXT_A("s6") NEXT_A("s7")
        NEXT_A("s8") NEXT_A("s9") NEXT_A("s10") NEXT_A("s11")
        NEXT_A("t3") NEXT_A("t4") NEXT_A("t5") NEXT_A("t6")
        "lw a2, 48(tp)\n lw a3, 0(tp)\n lw a5, 4(tp)\n lw a6, 8(tp)\n lw a4, 12(tp)\n lw a7, 16(tp)\n"
        "addi a2, a2, -1\n"
        NEXT_A("t0") NEXT_A("t1") NEXT_A("t2") NEXT_B("a1") NEXT_A("a0")
        "beqz a2, 1f\n"
        RP_LP_SETUP_0("a2", "66")
        MAC("s0", "t0", "a1") NEXT_A("t0") MAC("s1", "t1", "a1") NEXT_A("t1") MAC("s2", "t2", "a1") NEXT_A("t2") MAC("s3", "a0", "a1") NEXT_A("a0")
        MAC("s4", "t0", "a1") NEXT_A("t0") MAC("s5", "t1", "a1") NEXT_A("t1") MAC("s6", "t2", "a1") NEXT_A("t2") MAC("s7", "a0", "a1") NEXT_A("a0")
        MAC("s8", "t0", "a1") NEXT_A("t0") MAC("s9", "t1", "a1") NEXT_A("t1") MAC("s10", "t2", "a1") NEXT_A("t2") MAC("s11", "a0", "a1") BACK_A("a0")
        MAC("t3", "t0", "a1") NEXT_A("t0") MAC("t4", "t1", "a1") NEXT_A("t1") MAC("t5", "t2", "a1") NEXT_A("t2") MAC("t6", "a0", "a1") NEXT_B("a1") NEXT_A("a0")
        "1:\n"
        MAC("s0", "t0", "a1") NEXT_A("t0") MAC("s1", "t1", "a1") NEXT_A("t1") MAC("s2", "t2", "a1") NEXT_A("t2") MAC("s3", "a0", "a1") NEXT_A("a0")
        MAC("s4", "t0", "a1") NEXT_A("t0") MAC("s5", "t1", "a1") NEXT_A("t1") MAC("s6", "t2", "a1") NEXT_A("t2") MAC("s7", "a0", "a1") NEXT_A("a0")
        MAC("s8", "t0", "a1") NEXT_A("t0") MAC("s9", "t1", "a1") NEXT_A("t1") MAC("s10", "t2", "a1") NEXT_A("t2") MAC("s11", "a0", "a1") NEXT_A("a0")
        MAC("t3", "t0", "a1") MAC("t4", "t1", "a1") MAC("t5", "t2", "a1") MAC("t6", "a0", "a1")
        "lw a3, 36(tp)\n lw a5, 40(tp)\n"
        NEXT_TO("s0") NEXT_TO("s1") NEXT_TO("s2") NEXT_TO("s3")
        NEXT_TO("s4") NEXT_TO("s5") NEXT_TO("s6") NEXT_TO("s7")
        NEXT_TO("s8") NEXT_TO("s9") NEXT_TO("s10") NEXT_TO("s11")
        NEXT_TO("t3") NEXT_TO("t4") NEXT_TO("t5") NEXT_TO("t6")
        RP_XPULP_END
        : "+r"(in)
        :
        : BLOCK_REGISTERS);
}

#define ROW_A(rd) RP_P_LW_REGISTER("%[" rd "]", "%[a]", "%[a_next]")
#define LAST_ROW_A(rd) RP_P_LW_REGISTER("%[" rd "]", "%[a]", "%[a_back]")
#define ONLY_B(rd) RP_P_LW_REGISTER("%[" rd "]", "%[b]", "%[b_next]")
#define START(rd) RP_P_LW_REGISTER("%[" rd "]", "%[from]", "%[from_next]")
#define RESULT(value) RP_P_SW_REGISTER("%[" value "]", "%[to]", "%[to_next]")
#define ROW_MAC(sum, a) MAC("%[" sum "]", "%[" a "]", "%[u]")

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

#undef MAC
#undef NEXT_A
#undef BACK_A
#undef NEXT_B
#undef BACK_B
#undef NEXT_TO
#undef BACK_TO
#undef ROW_A
#undef LAST_ROW_A
#undef ONLY_B
#undef START
#undef RESULT
#undef ROW_MAC
#undef BLOCK_REGISTERS

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
