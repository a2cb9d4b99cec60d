/* Mul of two code tensors with broadcasting, for Xpulp; docs/numerics.md N6.5. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_axes.h"

void rp_mul_u8_xpulp(rp_share share, const rp_broadcast_geometry *g, const rp_mul_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y)
{
    const rp_mul_u8_parameters own_p = *p;
    rp_axes axes = rp_axes_of(g->dims, 1, g->stride_a, 0, g->stride_b, 0);
    const int32_t last = RP_AXES - 1;
    const int32_t columns = axes.count[last], step_a = axes.a[last], step_b = axes.b[last];
    const rp_span own = rp_share_of(share, g->dims[0] * g->dims[1] * g->dims[2] * g->dims[3] * g->dims[4]);
    if (own.first < own.end) {
        rp_axes_seek(&axes, own.first);
    }
    for (int32_t element = own.first; element < own.end;) {
        const int32_t rest = columns - axes.index[last];
        const int32_t count = rest < own.end - element ? rest : own.end - element;
        const uint8_t *row_a = a + axes.at_a;
        const uint8_t *row_b = b + axes.at_b;
        for (int32_t i = 0; i < count; i++) {
            const int32_t product = (*row_a - own_p.zp_a) * (*row_b - own_p.zp_b);
            row_a += step_a;
            row_b += step_b;
            y[element + i] = rp_requantize(product, own_p.q, own_p.zp_out, own_p.low, own_p.high);
        }
        element += count;
        rp_axes_advance(&axes, count);
    }
}
