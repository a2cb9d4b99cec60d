/* Fully connected in integers; docs/numerics.md N6.2. */
#include "rp_kernels_s8.h"

void rp_linear_s8(const rp_linear_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y)
{
    for (int32_t row = 0; row < g->rows; row++) {
        for (int32_t j = 0; j < g->m; j++) {
            const int8_t *weights = w + j * g->k;
            int32_t acc = b[j];
            for (int32_t i = 0; i < g->k; i++) {
                acc += (x[i] - o->zp_in) * weights[i];
            }
            y[j] = rp_requantize(acc, q[j], o->zp_out, o->low, o->high);
        }
        x += g->k;
        y += g->m;
    }
}
