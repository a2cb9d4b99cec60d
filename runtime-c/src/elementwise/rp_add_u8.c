/* Add (or Sub, with negative m_b) of two code tensors; docs/numerics.md N6.4. The compiler bounds m_a and m_b so that nothing overflows. */
#include "rp_kernels_s8.h"

void rp_add_u8(int32_t elements, const rp_add_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y)
{
    const int32_t half = (int32_t)1 << (p->r - 1);
    for (int32_t i = 0; i < elements; i++) {
        int32_t scaled = (a[i] - p->zp_a) * p->m_a + (b[i] - p->zp_b) * p->m_b;
        int32_t code = p->zp_out + ((scaled + half) >> p->r);
        y[i] = (uint8_t)(code < p->low ? p->low : (code > p->high ? p->high : code));
    }
}
