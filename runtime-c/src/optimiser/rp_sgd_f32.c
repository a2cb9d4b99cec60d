/* Plain SGD; docs/numerics.md N5.1, N5.2. */
#include "rp_kernels_f32.h"

#include "internal/rp_sgd_steps.h"
#include "internal/rp_update_blocks.h"

void rp_sgd_f32(int32_t count, float lr, float wd, const float *g, float *w)
{
    for (int32_t i = rp_sgd_blocks(count, lr, wd, g, w); i < count; i++) {
        rp_sgd_step(lr, wd, g[i], &w[i]);
    }
}
