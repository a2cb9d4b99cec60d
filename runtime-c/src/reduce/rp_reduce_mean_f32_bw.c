/* Gradient of the mean over the middle axis; docs/numerics.md N3.11. */
#include "rp_kernels_f32.h"

void rp_reduce_mean_f32_bw(const rp_axis_geometry *g, int32_t n, const float *dy, float *dx)
{
    const float inverse = 1.0f / (float)g->axis;
    for (int32_t block = 0; block < n * g->outer; block++) {
        for (int32_t i = 0; i < g->axis; i++) {
            for (int32_t j = 0; j < g->inner; j++) {
                dx[i * g->inner + j] = dy[j] * inverse;
            }
        }
        dy += g->inner;
        dx += g->axis * g->inner;
    }
}
