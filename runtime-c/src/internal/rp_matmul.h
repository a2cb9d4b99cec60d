/* Matrix product in register blocks, for pointwise and linear kernels. Every element of the result is ONE accumulator that takes its products in
 * ascending k (docs/numerics.md N2), so the blocking cannot change a bit. */
#ifndef RP_MATMUL_H
#define RP_MATMUL_H

#include "rp_numeric.h"

/* Element (i, j) is data[i*row + j*column]. */
typedef struct {
    const float *data;
    int32_t row, column;
} rp_matrix;

/* A matrix of +0 of any size. */
static inline rp_matrix rp_matrix_zero(void)
{
    static const float zero = 0.0f;
    rp_matrix m = {&zero, 0, 0};
    return m;
}

static inline rp_matrix rp_matrix_at(rp_matrix m, int32_t i, int32_t j)
{
    m.data += i * m.row + j * m.column;
    return m;
}

static inline rp_matrix rp_matrix_transposed(rp_matrix m)
{
    rp_matrix t = {m.data, m.column, m.row};
    return t;
}

static inline void rp_store_4(float *c, int32_t step, float c0, float c1, float c2, float c3)
{
    c[0] = c0;
    c[step] = c1;
    c[2 * step] = c2;
    c[3 * step] = c3;
}

/* One element. */
static inline float rp_matmul_1x1(int32_t depth, rp_matrix a, rp_matrix b, float acc)
{
    for (int32_t k = 0; k < depth; k++) {
        acc = rp_mac(acc, a.data[k * a.column], b.data[k * b.row]);
    }
    return acc;
}

/* Four rows of one column. */
static inline void rp_matmul_4x1(int32_t depth, rp_matrix a, rp_matrix b, rp_matrix start, float *c, int32_t c_row)
{
    const float *a0 = a.data;
    const float *a1 = a0 + a.row;
    const float *a2 = a1 + a.row;
    const float *a3 = a2 + a.row;
    float c0 = start.data[0];
    float c1 = start.data[start.row];
    float c2 = start.data[2 * start.row];
    float c3 = start.data[3 * start.row];
    for (int32_t k = 0; k < depth; k++) {
        const float v = b.data[k * b.row];
        c0 = rp_mac(c0, a0[k * a.column], v);
        c1 = rp_mac(c1, a1[k * a.column], v);
        c2 = rp_mac(c2, a2[k * a.column], v);
        c3 = rp_mac(c3, a3[k * a.column], v);
    }
    rp_store_4(c, c_row, c0, c1, c2, c3);
}

/* Four rows of four columns. */
static inline void rp_matmul_4x4(int32_t depth, rp_matrix a, rp_matrix b, rp_matrix start, float *c, int32_t c_row, int32_t c_column)
{
    const float *a0 = a.data;
    const float *a1 = a0 + a.row;
    const float *a2 = a1 + a.row;
    const float *a3 = a2 + a.row;
    const float *b0 = b.data;
    const float *b1 = b0 + b.column;
    const float *b2 = b1 + b.column;
    const float *b3 = b2 + b.column;
    const float *s0 = start.data;
    const float *s1 = s0 + start.row;
    const float *s2 = s1 + start.row;
    const float *s3 = s2 + start.row;
    const int32_t step = start.column;
    float c00 = s0[0], c01 = s0[step], c02 = s0[2 * step], c03 = s0[3 * step];
    float c10 = s1[0], c11 = s1[step], c12 = s1[2 * step], c13 = s1[3 * step];
    float c20 = s2[0], c21 = s2[step], c22 = s2[2 * step], c23 = s2[3 * step];
    float c30 = s3[0], c31 = s3[step], c32 = s3[2 * step], c33 = s3[3 * step];
    for (int32_t k = 0; k < depth; k++) {
        const float v0 = b0[k * b.row], v1 = b1[k * b.row], v2 = b2[k * b.row], v3 = b3[k * b.row];
        float u = a0[k * a.column];
        c00 = rp_mac(c00, u, v0);
        c01 = rp_mac(c01, u, v1);
        c02 = rp_mac(c02, u, v2);
        c03 = rp_mac(c03, u, v3);
        u = a1[k * a.column];
        c10 = rp_mac(c10, u, v0);
        c11 = rp_mac(c11, u, v1);
        c12 = rp_mac(c12, u, v2);
        c13 = rp_mac(c13, u, v3);
        u = a2[k * a.column];
        c20 = rp_mac(c20, u, v0);
        c21 = rp_mac(c21, u, v1);
        c22 = rp_mac(c22, u, v2);
        c23 = rp_mac(c23, u, v3);
        u = a3[k * a.column];
        c30 = rp_mac(c30, u, v0);
        c31 = rp_mac(c31, u, v1);
        c32 = rp_mac(c32, u, v2);
        c33 = rp_mac(c33, u, v3);
    }
    rp_store_4(c, c_column, c00, c01, c02, c03);
    rp_store_4(c + c_row, c_column, c10, c11, c12, c13);
    rp_store_4(c + 2 * c_row, c_column, c20, c21, c22, c23);
    rp_store_4(c + 3 * c_row, c_column, c30, c31, c32, c33);
}

/* c(i, j) = start(i, j), then for k ascending mac(c, a(i, k), b(k, j)); i < rows, j < columns. start may be c. */
static inline void rp_matmul(int32_t rows, int32_t columns, int32_t depth, rp_matrix a, rp_matrix b, rp_matrix start, float *c, int32_t c_row,
                             int32_t c_column)
{
    int32_t i = 0;
    for (; i + 4 <= rows; i += 4) {
        rp_matrix block_a = rp_matrix_at(a, i, 0);
        float *block_c = c + i * c_row;
        int32_t j = 0;
        for (; j + 4 <= columns; j += 4) {
            rp_matmul_4x4(depth, block_a, rp_matrix_at(b, 0, j), rp_matrix_at(start, i, j), block_c + j * c_column, c_row, c_column);
        }
        for (; j < columns; j++) {
            rp_matmul_4x1(depth, block_a, rp_matrix_at(b, 0, j), rp_matrix_at(start, i, j), block_c + j * c_column, c_row);
        }
    }
    for (; i < rows; i++) {
        rp_matrix row_a = rp_matrix_at(a, i, 0);
        float *row_c = c + i * c_row;
        int32_t j = 0;
        for (; j + 4 <= columns; j += 4) {
            /* The transposed product: b's columns are the rows of the block. */
            rp_matmul_4x1(depth, rp_matrix_transposed(rp_matrix_at(b, 0, j)), rp_matrix_transposed(row_a),
                          rp_matrix_transposed(rp_matrix_at(start, i, j)), row_c + j * c_column, c_column);
        }
        for (; j < columns; j++) {
            row_c[j * c_column] = rp_matmul_1x1(depth, row_a, rp_matrix_at(b, 0, j), *rp_matrix_at(start, i, j).data);
        }
    }
}

#endif
