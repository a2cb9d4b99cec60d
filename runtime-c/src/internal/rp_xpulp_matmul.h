/* Matrix products shared out over the cores of a cluster. */
#ifndef RP_XPULP_MATMUL_H
#define RP_XPULP_MATMUL_H

#include "rp_share.h"

/* One operand, in elements: from one row (of a) or column (of b) to the next, and from one k to the next. */
typedef struct {
    const float *at;
    int32_t across, along;
} rp_xpulp_operand;

/* c(i, j) starts from from[i*from_row + j*from_column] and goes to to[i*row + j*column]. from may be to, or one value with steps 0. */
typedef struct {
    const float *from;
    int32_t from_row, from_column;
    float *to;
    int32_t row, column;
} rp_xpulp_result;

/* c(i, j) = its start, then mac(c, a(i, k), b(k, j)) for k = 0 .. depth-1, one accumulator each (docs/numerics.md N2): this core's blocks of
 * rows x columns elements. depth 0 leaves c alone. */
void rp_xpulp_matmul(rp_share share, int32_t rows, int32_t columns, int32_t depth, rp_xpulp_operand a, rp_xpulp_operand b, rp_xpulp_result c);

#endif
