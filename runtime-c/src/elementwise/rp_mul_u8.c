/* Mul of two code tensors with broadcasting; docs/numerics.md N6.5. */
#include "rp_kernels_s8.h"

#include "internal/rp_strided_rows.h"

void rp_mul_u8(const rp_broadcast_geometry *g, const rp_mul_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y)
{
    const int32_t rows = rp_row_count(g->dims);
    rp_row_cursor at = {{0, 0, 0, 0}, 0, 0};
    for (int32_t row = 0; row < rows; row++) {
        const uint8_t *row_a = a + at.a;
        const uint8_t *row_b = b + at.b;
        for (int32_t i = 0; i < g->dims[4]; i++) {
            int32_t acc = (row_a[i * g->stride_a[4]] - p->zp_a) * (row_b[i * g->stride_b[4]] - p->zp_b);
            y[i] = rp_requantize(acc, p->q, p->zp_out, p->low, p->high);
        }
        y += g->dims[4];
        rp_next_row(&at, g->dims, g->stride_a, g->stride_b);
    }
}
