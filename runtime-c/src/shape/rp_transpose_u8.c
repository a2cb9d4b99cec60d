/* Transpose of codes, in blocks of four by four as words; docs/numerics.md N6.7. */
#include "rp_kernels_s8.h"

#include "internal/rp_axes.h"
#include "internal/rp_words.h"

/* Rows of the input, `row` bytes apart, whose columns lie side by side; columns of it, `column` bytes apart, whose rows lie side by side. */
typedef struct {
    int32_t rows, columns;
    int32_t row;    /* in the input */
    int32_t column; /* in the output */
} rp_code_plane;

/* Bytes 0 and 2 of a and b by turns; bytes 1 and 3. */
static inline uint32_t even_bytes(uint32_t a, uint32_t b)
{
    return (a & 0x00ff00ffU) | (b & 0x00ff00ffU) << 8;
}

static inline uint32_t odd_bytes(uint32_t a, uint32_t b)
{
    return (a >> 8 & 0x00ff00ffU) | (b & 0xff00ff00U);
}

static inline void transpose_4x4(const uint8_t *x, int32_t row, uint8_t *y, int32_t column)
{
    const uint32_t a = rp_word_at(x);
    const uint32_t b = rp_word_at(x + row);
    const uint32_t c = rp_word_at(x + 2 * row);
    const uint32_t d = rp_word_at(x + 3 * row);
    const uint32_t even_ab = even_bytes(a, b);
    const uint32_t even_cd = even_bytes(c, d);
    const uint32_t odd_ab = odd_bytes(a, b);
    const uint32_t odd_cd = odd_bytes(c, d);
    rp_put_word(y, (even_ab & 0xffffU) | even_cd << 16);
    rp_put_word(y + column, (odd_ab & 0xffffU) | odd_cd << 16);
    rp_put_word(y + 2 * column, even_ab >> 16 | (even_cd & 0xffff0000U));
    rp_put_word(y + 3 * column, odd_ab >> 16 | (odd_cd & 0xffff0000U));
}

/* A row's codes to places `column` bytes apart. */
static void scatter(int32_t count, const uint8_t *x, uint8_t *y, int32_t column)
{
    for (; count >= 4; count -= 4) {
        const uint32_t word = rp_word_at(x);
        y[0] = (uint8_t)(word & 0xffU);
        y[column] = (uint8_t)(word >> 8 & 0xffU);
        y[2 * column] = (uint8_t)(word >> 16 & 0xffU);
        y[3 * column] = (uint8_t)(word >> 24);
        x += 4;
        y += 4 * column;
    }
    for (; count > 0; count--) {
        *y = *x++;
        y += column;
    }
}

static void transpose_plane(const rp_code_plane *p, const uint8_t *x, uint8_t *y)
{
    int32_t i = 0;
    for (; i + 4 <= p->rows; i += 4) {
        const uint8_t *from = x + i * p->row;
        uint8_t *to = y + i;
        int32_t k = 0;
        for (; k + 4 <= p->columns; k += 4) {
            transpose_4x4(from, p->row, to, p->column);
            from += 4;
            to += 4 * p->column;
        }
        for (; k < p->columns; k++) {
            to[0] = from[0];
            to[1] = from[p->row];
            to[2] = from[2 * p->row];
            to[3] = from[3 * p->row];
            from++;
            to += p->column;
        }
    }
    for (; i < p->rows; i++) {
        scatter(p->columns, x + i * p->row, y + i, p->column);
    }
}

void rp_transpose_u8(const rp_permute_geometry *g, const uint8_t *x, uint8_t *y)
{
    enum { LAST = RP_AXES - 1 };
    int32_t steps[5]; /* of the output */
    int32_t elements = 1;
    for (int32_t axis = 4; axis >= 0; axis--) {
        steps[axis] = elements;
        elements *= g->dims[axis];
    }
    rp_axes at = rp_axes_of(g->dims, 1, g->stride, 0, steps, 0);
    rp_code_plane plane = {at.count[LAST], 1, at.a[LAST], 1};
    at.count[LAST] = 1;
    for (int32_t axis = 0; axis < LAST; axis++) {
        if (at.a[axis] == 1 && at.count[axis] > 1) { /* the innermost axis of the input */
            plane.columns = at.count[axis];
            plane.column = at.b[axis];
            at.count[axis] = 1;
        }
    }
    for (int32_t done = 0; done < elements; done += plane.rows * plane.columns) {
        if (plane.row == 1) {
            memcpy(y + at.at_b, x + at.at_a, (size_t)plane.rows);
        } else {
            transpose_plane(&plane, x + at.at_a, y + at.at_b);
        }
        rp_axes_advance(&at, 1);
    }
}
