/* Any pointwise function of codes through a table of 256; docs/numerics.md N6.6. */
#include "rp_kernels_s8.h"

void rp_table_u8(int32_t elements, const uint8_t *table, const uint8_t *x, uint8_t *y)
{
    for (int32_t i = 0; i < elements; i++) {
        y[i] = table[x[i]];
    }
}
