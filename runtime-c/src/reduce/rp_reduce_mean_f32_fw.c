/* Mean over the middle axis; docs/numerics.md N3.11, N2.6. */
#include "rp_kernels_f32.h"

void rp_reduce_mean_f32_fw(const rp_axis_geometry *g, int32_t n, const float *x, float *y)
{
    const float inverse = 1.0f / (float)g->axis;
    for (int32_t block = 0; block < n * g->outer; block++) {
        for (int32_t j = 0; j < g->inner; j++) {
            float acc = 0.0f;
            for (int32_t i = 0; i < g->axis; i++) {
                acc = acc + x[i * g->inner + j];
            }
            y[j] = acc * inverse;
        }
        x += g->axis * g->inner;
        y += g->inner;
    }
}
