/* Add (or Sub) of two code tensors, four elements to a word; docs/numerics.md N6.4. All that is constant is added at once: with r <= 22 and multipliers up to
 * 2^21 the whole sum, zero point of the output included, is less than 2^31. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_dsp.h"

typedef struct {
    uint32_t m_a, m_b, constant;
    int32_t r;
} rp_add_terms;

static inline uint32_t rp_add_code(const rp_add_terms *t, uint32_t a, uint32_t b)
{
    const int32_t sum = (int32_t)(a * t->m_a + b * t->m_b + t->constant);
    return (uint32_t)rp_usat8(sum >> t->r);
}

void rp_add_u8_dsp(int32_t elements, const rp_add_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y)
{
    const int32_t zeros = p->zp_a * p->m_a + p->zp_b * p->m_b;
    const rp_add_terms t = {(uint32_t)p->m_a, (uint32_t)p->m_b, ((uint32_t)1 << (p->r - 1)) - (uint32_t)zeros + ((uint32_t)p->zp_out << p->r), p->r};
    int32_t i = 0;
    for (; i + 4 <= elements; i += 4) {
        const uint32_t of_a = rp_load_word(a + i);
        const uint32_t of_b = rp_load_word(b + i);
        uint32_t word = rp_add_code(&t, of_a & 0xffU, of_b & 0xffU);
        word |= rp_add_code(&t, of_a >> 8 & 0xffU, of_b >> 8 & 0xffU) << 8;
        word |= rp_add_code(&t, of_a >> 16 & 0xffU, of_b >> 16 & 0xffU) << 16;
        word |= rp_add_code(&t, of_a >> 24, of_b >> 24) << 24;
        rp_store_word(y + i, word);
    }
    for (; i < elements; i++) {
        y[i] = (uint8_t)rp_add_code(&t, a[i], b[i]);
    }
    rp_clamp_codes(y, elements, p->low, p->high);
}
