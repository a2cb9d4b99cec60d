/* Fully connected with the DSP extension, four outputs at a time; docs/numerics.md N6.2. */
#include "rp_kernels_s8_dsp.h"

#include "internal/rp_dsp_output.h"
#include "internal/rp_dsp_row.h"

/* `count` outputs, at most four, of one row, from an even one on. */
static void rp_linear_four(int32_t k, int32_t count, const uint8_t *x, const int32_t *w, const rp_dsp_channel *q, uint8_t *y)
{
    const int32_t *const pairs[2] = {w, count > 2 ? w + rp_dsp_pair_words(k) : w};
    int32_t a[2] = {0, 0};
    int32_t b[2] = {0, 0};
    rp_dsp_row_dots(x, pairs, k, a, b);
    const int32_t sums[4] = {a[0], b[0], a[1], b[1]};
    for (int32_t i = 0; i < count; i++) {
        y[i] = rp_dsp_code((int32_t)((uint32_t)q[i].bias + (uint32_t)sums[i]), &q[i]);
    }
}

void rp_linear_s8_dsp(const rp_linear_geometry *g, const rp_s8_output *o, const uint8_t *x, const int32_t *w, const rp_dsp_channel *q, uint8_t *y)
{
    for (int32_t row = 0; row < g->rows; row++) {
        for (int32_t first = 0; first < g->m; first += 4) {
            const int32_t left = g->m - first;
            const int32_t *pair = w + first / 2 * rp_dsp_pair_words(g->k);
            rp_linear_four(g->k, left < 4 ? left : 4, x + row * g->k, pair, q + first, y + row * g->m + first);
        }
    }
    rp_clamp_codes(y, g->rows * g->m, o->low, o->high);
}
