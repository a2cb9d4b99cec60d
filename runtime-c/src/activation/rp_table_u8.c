/* Any pointwise function of codes through a table of 256, four codes to a word; docs/numerics.md N6.6. */
#include "rp_kernels_s8.h"

#include "internal/rp_words.h"

void rp_table_u8(int32_t elements, const uint8_t *table, const uint8_t *x, uint8_t *y)
{
    int32_t i = 0;
    for (; i + 4 <= elements; i += 4) {
        const uint32_t word = rp_word_at(x + i);
        const uint32_t y0 = table[word & 0xffU];
        const uint32_t y1 = table[word >> 8 & 0xffU];
        const uint32_t y2 = table[word >> 16 & 0xffU];
        const uint32_t y3 = table[word >> 24];
        rp_put_word(y + i, y0 | y1 << 8 | y2 << 16 | y3 << 24);
    }
    for (; i < elements; i++) {
        y[i] = table[x[i]];
    }
}
