/* Softmax over the middle axis; docs/numerics.md N3.12. */
#include "rp_kernels_f32.h"

#include "internal/rp_softmax_terms.h"

void rp_softmax_f32_fw(const rp_axis_geometry *g, int32_t n, const float *x, float *y)
{
    for (int32_t block = 0; block < n * g->outer; block++) {
        for (int32_t j = 0; j < g->inner; j++) {
            float m = rp_vector_maximum(g->axis, g->inner, x + j);
            float s = rp_vector_exponentials(g->axis, g->inner, m, x + j, y + j);
            for (int32_t i = 0; i < g->axis; i++) {
                y[i * g->inner + j] = y[i * g->inner + j] / s;
            }
        }
        x += g->axis * g->inner;
        y += g->axis * g->inner;
    }
}
