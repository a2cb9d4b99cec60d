/* Gradient of one operand of Concat: its blocks of the joined gradient; docs/numerics.md N3.15. */
#include "rp_kernels_f32.h"

#include <string.h>

void rp_concat_f32_bw(const rp_concat_geometry *g, int32_t n, const float *d_joined, float *dx)
{
    for (int32_t sample = 0; sample < n; sample++) {
        for (int32_t block = 0; block < g->outer; block++) {
            memcpy(dx, d_joined + g->offset + block * g->stride, (size_t)g->block * sizeof *dx);
            dx += g->block;
        }
        d_joined += g->joined_sample;
    }
}
