/* Products of depth 1: c(i, j) = mac(c(i, j), a(i), b(j)), row by row in strips of eight columns. */
#ifndef RP_OUTER_VFP_H
#define RP_OUTER_VFP_H

#include "internal/rp_matmul.h"
#include "internal/rp_vfp_macs.h"

#ifdef RP_VFP_ASM

/* Columns of one row behind pointer c: u is a(i); b in s4-s11. */
#ifdef RP_ACCUMULATE_FUSED
#define RP_OUTER_8(c, u) \
    "vldr.64 d6, [%[" #c "]]\n\t" \
    "vldr.64 d7, [%[" #c "], #8]\n\t" \
    "vldr.64 d8, [%[" #c "], #16]\n\t" RP_VFP_MAC(s12, u, s4) \
    "vldr.64 d9, [%[" #c "], #24]\n\t" RP_VFP_MAC(s13, u, s5) \
    RP_VFP_MAC(s14, u, s6) RP_VFP_MAC(s15, u, s7) RP_VFP_MAC(s16, u, s8) RP_VFP_MAC(s17, u, s9) \
    "vstr.64 d6, [%[" #c "]]\n\t" RP_VFP_MAC(s18, u, s10) \
    "vstr.64 d7, [%[" #c "], #8]\n\t" RP_VFP_MAC(s19, u, s11) \
    "vstr.64 d8, [%[" #c "], #16]\n\t" \
    "vstr.64 d9, [%[" #c "], #24]\n\t" \
    "add %[" #c "], %[" #c "], #32\n\t"
#else
#define RP_OUTER_8(c, u) \
    "vldmia %[" #c "], {s12-s19}\n\t" \
    RP_VFP_MAC_4(s12, s13, s14, s15, u, s4, s5, s6, s7) \
    RP_VFP_MAC_4(s16, s17, s18, s19, u, s8, s9, s10, s11) \
    "vstmia %[" #c "]!, {s12-s19}\n\t"
#endif
#define RP_OUTER_1(c, u) "vldr.32 s12, [%[" #c "]]\n\t" RP_VFP_MAC(s12, u, s4) "vstmia %[" #c "]!, {s12}\n\t"

/* Strips, then single columns. Operands: b, columns (scratch). */
#define RP_OUTER_STRIPS(eight, one) \
    "subs %[columns], %[columns], #8\n\t" \
    "blt 2f\n" \
    "1:\n\t" \
    "vldmia %[b]!, {s4-s11}\n\t" eight \
    "subs %[columns], %[columns], #8\n\t" \
    "bge 1b\n" \
    "2:\n\t" \
    "adds %[columns], %[columns], #8\n\t" \
    "beq 4f\n" \
    "3:\n\t" \
    "vldmia %[b]!, {s4}\n\t" one \
    "subs %[columns], %[columns], #1\n\t" \
    "bne 3b\n" \
    "4:\n\t"

/* Four rows of `columns` columns. */
static inline void rp_outer_4(int32_t columns, rp_matrix a, const float *b, float *c, int32_t c_row)
{
    float *c1 = c + c_row;
    float *c2 = c1 + c_row;
    float *c3 = c2 + c_row;
    __asm volatile("vldr.32 s0, [%[a]]\n\t"
                   "add %[a], %[a], %[a_row]\n\t"
                   "vldr.32 s1, [%[a]]\n\t"
                   "add %[a], %[a], %[a_row]\n\t"
                   "vldr.32 s2, [%[a]]\n\t"
                   "add %[a], %[a], %[a_row]\n\t"
                   "vldr.32 s3, [%[a]]\n\t" RP_OUTER_STRIPS(RP_OUTER_8(c, s0) RP_OUTER_8(c1, s1) RP_OUTER_8(c2, s2) RP_OUTER_8(c3, s3),
                                                            RP_OUTER_1(c, s0) RP_OUTER_1(c1, s1) RP_OUTER_1(c2, s2) RP_OUTER_1(c3, s3))
                   : [a] "+&r"(a.data), [b] "+&r"(b), [c] "+&r"(c), [c1] "+&r"(c1), [c2] "+&r"(c2), [c3] "+&r"(c3),
                     [columns] "+&r"(columns)
                   : [a_row] "r"(a.row * (int32_t)sizeof(float))
                   : RP_VFP_ALL, "cc", "memory");
}

/* One row. */
static inline void rp_outer_1(int32_t columns, const float *a, const float *b, float *c)
{
    __asm volatile("vldr.32 s0, [%[a]]\n\t" RP_OUTER_STRIPS(RP_OUTER_8(c, s0), RP_OUTER_1(c, s0))
                   : [b] "+&r"(b), [c] "+&r"(c), [columns] "+&r"(columns)
                   : [a] "r"(a)
                   : RP_VFP_ALL, "cc", "memory");
}

#else

static inline void rp_outer_1(int32_t columns, const float *a, const float *b, float *c)
{
    for (int32_t j = 0; j < columns; j++) {
        c[j] = rp_mac(c[j], *a, b[j]);
    }
}

static inline void rp_outer_4(int32_t columns, rp_matrix a, const float *b, float *c, int32_t c_row)
{
    for (int32_t i = 0; i < 4; i++) {
        rp_outer_1(columns, rp_matrix_at(a, i, 0).data, b, c + i * c_row);
    }
}

#endif

static inline void rp_outer(int32_t rows, int32_t columns, rp_matrix a, const float *b, float *c, int32_t c_row)
{
    int32_t i = 0;
    for (; i + 4 <= rows; i += 4) {
        rp_outer_4(columns, rp_matrix_at(a, i, 0), b, c + i * c_row, c_row);
    }
    for (; i < rows; i++) {
        rp_outer_1(columns, rp_matrix_at(a, i, 0).data, b, c + i * c_row);
    }
}

#endif
