/* Gradient of Softmax from its output; docs/numerics.md N3.12. */
#include "rp_kernels_f32.h"

void rp_softmax_f32_bw(const rp_axis_geometry *g, int32_t n, const float *y, const float *dy, float *dx)
{
    for (int32_t block = 0; block < n * g->outer; block++) {
        for (int32_t j = 0; j < g->inner; j++) {
            float d = 0.0f;
            for (int32_t i = j; i < g->axis * g->inner; i += g->inner) {
                d = d + dy[i] * y[i];
            }
            for (int32_t i = j; i < g->axis * g->inner; i += g->inner) {
                dx[i] = y[i] * (dy[i] - d);
            }
        }
        y += g->axis * g->inner;
        dy += g->axis * g->inner;
        dx += g->axis * g->inner;
    }
}
