/* Add (or Sub) of two code tensors, for Xpulp; docs/numerics.md N6.4. All that is constant is added at once, as in rp_add_u8_dsp. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_bytes.h"
#include "internal/rp_xpulp_code.h"

void rp_add_u8_xpulp(rp_share share, int32_t elements, const rp_add_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y)
{
    const int32_t m_a = p->m_a;
    const int32_t m_b = p->m_b;
    const int32_t r = p->r;
    const int32_t low = p->low;
    const int32_t high = p->high;
    const int32_t constant = ((int32_t)1 << (r - 1)) - p->zp_a * m_a - p->zp_b * m_b + p->zp_out * ((int32_t)1 << r);
    const rp_span own = rp_share_of(share, elements);
    for (int32_t i = own.first; i < own.end; i++) {
        const int32_t sum = rp_xpulp_mac(rp_xpulp_mac(constant, a[i], m_a), b[i], m_b);
        y[i] = (uint8_t)rp_xpulp_min(rp_xpulp_max(sum >> r, low), high);
    }
}
