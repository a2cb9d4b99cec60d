/* A matrix product in runs of tiles: what rp_matmul of rp_matmul.h computes, with c along its columns. */
#ifndef RP_RUN_MATMUL_H
#define RP_RUN_MATMUL_H

#include "internal/rp_tile_run.h"

#include <stddef.h>

/* The kinds of runs for one pattern of strides. */
typedef struct {
    void (*tiles)(rp_tile_run *);     /* 4x4 */
    void (*down)(rp_tile_run *);      /* four rows of one column */
    void (*across)(rp_tile_run *);    /* four columns of one row */
    void (*across_16)(rp_tile_run *); /* sixteen, or NULL */
} rp_tile_runs;

typedef struct {
    int32_t rows, columns, depth;
    rp_matrix a, b, start; /* one stride of a and one of b is 1; start.column is 1 or 0 */
    float *c;
    int32_t c_row;
} rp_product;

/* The stride that is not 1. */
static inline int32_t rp_stride(rp_matrix m)
{
    return m.row == 1 ? m.column : m.row;
}

/* `count` times the value at start, or where it starts from differing ones, those. */
static inline const float *rp_spread(const float *start, int32_t column, float *spread)
{
    if (column != 0) {
        return start;
    }
    for (int32_t j = 0; j < 16; j++) {
        spread[j] = *start;
    }
    return spread;
}

static inline void rp_product_tiles(const rp_tile_runs *runs, const rp_product *p)
{
    float spread[16];
    for (int32_t i = 0; i + 4 <= p->rows; i += 4) {
        const rp_matrix begin = rp_matrix_at(p->start, i, 0);
        rp_tile_run run = {
            rp_matrix_at(p->a, i, 0).data, rp_stride(p->a), begin.data, begin.row, p->b.data, rp_stride(p->b), p->depth, p->c + i * p->c_row, p->c_row,
            4, 4 * p->b.column, 4 * begin.column, p->columns / 4};
        if (begin.column == 0) {
            for (int32_t j = 0; j < 16; j++) {
                spread[j] = begin.data[j / 4 * begin.row];
            }
            run.start = spread;
            run.start_step = 4;
        }
        runs->tiles(&run);
    }
}

/* The columns that are left, their rows in fours. */
static inline void rp_product_right_edge(const rp_tile_runs *runs, const rp_product *p)
{
    for (int32_t j = p->columns / 4 * 4; j < p->columns; j++) {
        const rp_matrix begin = rp_matrix_at(p->start, 0, j);
        rp_tile_run run = {
            rp_matrix_at(p->b, 0, j).data, p->b.row, begin.data, begin.row, p->a.data, rp_stride(p->a), p->depth, p->c + j, p->c_row,
            4 * p->c_row, 4 * p->a.row, 4 * begin.row, p->rows / 4};
        runs->down(&run);
    }
}

/* Two elements of a row, with the row loaded once. Four steps of k to a turn. */
static RP_OUT_OF_LINE void rp_product_pair(int32_t depth, rp_matrix row, rp_matrix columns, rp_matrix start, float *c)
{
    const float *a = row.data;
    const float *b0 = columns.data;
    const float *b1 = columns.data + columns.column;
    const int32_t on_a = row.column;
    const int32_t on_b = columns.row;
    float c0 = start.data[0];
    float c1 = start.data[start.column];
    int32_t k = 0;
    for (; k + 4 <= depth; k += 4) {
        const float a0 = a[0], a1 = a[on_a], a2 = a[2 * on_a], a3 = a[3 * on_a];
        c0 = rp_mac(c0, a0, b0[0]);
        c1 = rp_mac(c1, a0, b1[0]);
        c0 = rp_mac(c0, a1, b0[on_b]);
        c1 = rp_mac(c1, a1, b1[on_b]);
        c0 = rp_mac(c0, a2, b0[2 * on_b]);
        c1 = rp_mac(c1, a2, b1[2 * on_b]);
        c0 = rp_mac(c0, a3, b0[3 * on_b]);
        c1 = rp_mac(c1, a3, b1[3 * on_b]);
        a += 4 * on_a;
        b0 += 4 * on_b;
        b1 += 4 * on_b;
    }
    for (; k < depth; k++) {
        c0 = rp_mac(c0, *a, *b0);
        c1 = rp_mac(c1, *a, *b1);
        a += on_a;
        b0 += on_b;
        b1 += on_b;
    }
    c[0] = c0;
    c[1] = c1;
}

/* The rows that are left, from the left as wide as goes. */
static inline void rp_product_lower_edge(const rp_tile_runs *runs, const rp_product *p)
{
    float spread[16];
    for (int32_t i = p->rows / 4 * 4; i < p->rows; i++) {
        const rp_matrix row = rp_matrix_at(p->a, i, 0);
        const rp_matrix begin = rp_matrix_at(p->start, i, 0);
        float *c = p->c + i * p->c_row;
        int32_t j = 0;
        if (runs->across_16 != NULL && p->columns >= 16) {
            j = p->columns / 16 * 16;
            rp_tile_run run = {row.data, row.column, rp_spread(begin.data, begin.column, spread), 1, p->b.data, rp_stride(p->b), p->depth, c, 1,
                          16, 16, 16 * begin.column, j / 16};
            runs->across_16(&run);
        }
        const int32_t fours = (p->columns - j) / 4;
        if (fours > 0) {
            rp_tile_run run = {row.data, row.column, begin.data + j * begin.column, begin.column, rp_matrix_at(p->b, 0, j).data, rp_stride(p->b), p->depth,
                          c + j, 1, 4, 4 * p->b.column, 4 * begin.column, fours};
            runs->across(&run);
        }
        j += 4 * fours;
        if (p->columns - j > 1 && j > 0 && p->start.data != p->c) {
            /* Four again, the first of which are made twice: cheaper than two that wait for each sum. */
            j = p->columns - 4;
            rp_tile_run run = {row.data, row.column, begin.data + j * begin.column, begin.column, rp_matrix_at(p->b, 0, j).data, rp_stride(p->b), p->depth,
                          c + j, 1, 4, 4 * p->b.column, 4 * begin.column, 1};
            runs->across(&run);
            j = p->columns;
        }
        for (; j + 2 <= p->columns; j += 2) {
            rp_product_pair(p->depth, row, rp_matrix_at(p->b, 0, j), rp_matrix_at(begin, 0, j), c + j);
        }
        for (; j < p->columns; j++) {
            c[j] = rp_matmul_1x1(p->depth, row, rp_matrix_at(p->b, 0, j), *rp_matrix_at(begin, 0, j).data);
        }
    }
}

static inline void rp_product_in_runs(const rp_tile_runs *runs, const rp_product *p)
{
    if (p->rows >= 4) {
        if (p->columns >= 4) {
            rp_product_tiles(runs, p);
        }
        rp_product_right_edge(runs, p);
    }
    rp_product_lower_edge(runs, p);
}

#endif
