/* Gradient of LogSoftmax from its output; docs/numerics.md N3.13. */
#include "rp_kernels_f32.h"

#include "rp_numeric.h"

void rp_log_softmax_f32_bw(const rp_axis_geometry *g, int32_t n, const float *y, const float *dy, float *dx)
{
    for (int32_t block = 0; block < n * g->outer; block++) {
        for (int32_t j = 0; j < g->inner; j++) {
            float d = 0.0f;
            for (int32_t i = j; i < g->axis * g->inner; i += g->inner) {
                d = d + dy[i];
            }
            for (int32_t i = j; i < g->axis * g->inner; i += g->inner) {
                dx[i] = dy[i] - rp_exp_f32(y[i]) * d;
            }
        }
        y += g->axis * g->inner;
        dy += g->axis * g->inner;
        dx += g->axis * g->inner;
    }
}
