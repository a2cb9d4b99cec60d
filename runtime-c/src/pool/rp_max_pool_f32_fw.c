/* Max pooling, forward; docs/numerics.md N3.9. */
#include "rp_kernels_f32.h"

#include "internal/rp_bits.h"
#include "internal/rp_max_tap.h"

void rp_max_pool_f32_fw(const rp_pool_geometry *g, int32_t n, const float *x, float *y)
{
    const float lowest = rp_float_of(0xff800000u);
    for (int32_t plane = 0; plane < n * g->channels; plane++) {
        for (int32_t oy = 0; oy < g->h_out; oy++) {
            rp_pool_window window = rp_pool_rows(g, oy);
            for (int32_t ox = 0; ox < g->w_out; ox++) {
                rp_pool_columns(g, ox, &window);
                const int32_t winner = rp_max_tap(g, &window, x);
                *y++ = winner < 0 ? lowest : x[winner];
            }
        }
        x += g->h_in * g->w_in;
    }
}
