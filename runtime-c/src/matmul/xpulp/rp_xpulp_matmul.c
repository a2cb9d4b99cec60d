/* Matrix products for Xpulp, shared out over cores by blocks of four rows and four columns. */
#include "internal/rp_xpulp_matmul.h"

#include "internal/rp_xpulp_blocks.h"
#include "internal/rp_xpulp_window.h"

#include <stdbool.h>

enum { SIZE = (int)sizeof(float) };

/* Lines of `count` elements, `across` elements apart, and `along` from group to group. */
static rp_xpulp_walk walk_of(const float *at, int32_t count, int32_t across, int32_t along)
{
    const rp_xpulp_walk walk = {at, across * SIZE, (along - (count - 1) * across) * SIZE};
    return walk;
}

/* One column of `rows` rows. */
static rp_xpulp_block column_of(int32_t rows, int32_t depth, rp_xpulp_operand a, rp_xpulp_operand b, rp_xpulp_result c)
{
    const rp_xpulp_block p = {walk_of(a.at, rows, a.across, a.along), {b.at, b.along * SIZE, 0}, {c.from, c.from_row * SIZE, 0}, c.to, c.row * SIZE, 0, depth};
    return p;
}

static rp_xpulp_operand line(rp_xpulp_operand o, int32_t number)
{
    o.at += number * o.across;
    return o;
}

static rp_xpulp_result element(rp_xpulp_result c, int32_t i, int32_t j)
{
    c.from += i * c.from_row + j * c.from_column;
    c.to += i * c.row + j * c.column;
    return c;
}

/* `quads` times four rows of a product too narrow for 4x4 blocks. */
static void narrow(int32_t quads, int32_t columns, int32_t depth, rp_xpulp_operand a, rp_xpulp_operand b, rp_xpulp_result c)
{
    for (int32_t j = 0; j < columns; j++) {
        rp_xpulp_block p = column_of(16, depth, a, line(b, j), element(c, 0, j));
        int32_t left = quads;
        for (; left >= 4; left -= 4) {
            rp_xpulp_block_16x1(&p);
            p.a.at += 16 * a.across;
            p.from.at += 16 * c.from_row;
            p.to += 16 * c.row;
        }
        if (left >= 2) {
            p.a.back += 8 * p.a.next;
            rp_xpulp_block_8x1(&p);
            p.a.back -= 8 * p.a.next;
            p.a.at += 8 * a.across;
            p.from.at += 8 * c.from_row;
            p.to += 8 * c.row;
            left -= 2;
        }
        if (left > 0) {
            p.a.back += 12 * p.a.next;
            rp_xpulp_block_4x1(&p);
        }
    }
}

/* Four rows: 4x4 blocks, and the columns that are left. */
static void four_rows(int32_t columns, int32_t depth, rp_xpulp_operand a, rp_xpulp_operand b, rp_xpulp_result c)
{
    rp_xpulp_block p = {walk_of(a.at, 4, a.across, a.along), walk_of(b.at, 4, b.across, b.along), walk_of(c.from, 4, c.from_column, c.from_row),
                        c.to, c.column * SIZE, (c.row - 3 * c.column) * SIZE, depth};
    int32_t j = 0;
    for (; j + 4 <= columns; j += 4) {
        rp_xpulp_block_4x4(&p);
        p.b.at += 4 * b.across;
        p.from.at += 4 * c.from_column;
        p.to += 4 * c.column;
    }
    if (j < columns) {
        narrow(1, columns - j, depth, a, line(b, j), element(c, 0, j));
    }
}

/* One row: four columns are four rows of the transposed product. */
static void one_row(int32_t columns, int32_t depth, rp_xpulp_operand a, rp_xpulp_operand b, rp_xpulp_result c)
{
    const rp_xpulp_result transposed = {c.from, c.from_column, c.from_row, c.to, c.column, c.row};
    const int32_t quads = columns / 4;
    narrow(quads, 1, depth, b, a, transposed);
    const rp_xpulp_window line_of = {1, depth, a.along, 0, b.along, 0};
    for (int32_t j = 4 * quads; j < columns; j++) {
        float *to = c.to + j * c.column;
        *to = rp_xpulp_window_sum(&line_of, a.at, b.at + j * b.across, c.from[j * c.from_column]);
    }
}

void rp_xpulp_matmul(rp_share share, int32_t rows, int32_t columns, int32_t depth, rp_xpulp_operand a, rp_xpulp_operand b, rp_xpulp_result c)
{
    const int32_t across = (columns + 3) / 4;
    const rp_span own = rp_share_of(share, (rows + 3) / 4 * across);
    if (depth == 0 || own.first == own.end) {
        return;
    }
    int32_t number = own.first;
    /* The last four rows may overlap those before, which then get the same sums twice, unless sums go on from what is there. */
    const bool overlaps = rows >= 4 && c.from != c.to;
    /* A division takes as long as a block's k, hence only where there is something to divide. */
    int32_t i = across == 1 ? 4 * number : number / across * 4;
    int32_t j = across == 1 ? 0 : 4 * number - i * across;
    if (columns < 4) {
        const int32_t whole = (rows - i) / 4;
        const int32_t quads = own.end - number < whole ? own.end - number : whole;
        narrow(quads, columns, depth, line(a, i), b, element(c, i, 0));
        number += quads;
        i += 4 * quads;
        if (number < own.end && overlaps) {
            narrow(1, columns, depth, line(a, rows - 4), b, element(c, rows - 4, 0));
            return;
        }
    }
    while (number < own.end) {
        const int32_t blocks = own.end - number < across - j / 4 ? own.end - number : across - j / 4;
        const int32_t width = columns - j < 4 * blocks ? columns - j : 4 * blocks;
        const int32_t first = i + 4 > rows && overlaps ? rows - 4 : i;
        if (first + 4 <= rows) {
            four_rows(width, depth, line(a, first), line(b, j), element(c, first, j));
        } else {
            for (int32_t row = i; row < rows; row++) {
                one_row(width, depth, line(a, row), line(b, j), element(c, row, j));
            }
        }
        number += blocks;
        i += 4;
        j = 0;
    }
}
