/* SGD with classical momentum; docs/numerics.md N5.1, N5.2. */
#include "rp_kernels_f32.h"

#include "internal/rp_sgd_steps.h"
#include "internal/rp_update_blocks.h"

void rp_sgd_momentum_f32(int32_t count, float lr, float wd, float mu, const float *g, float *v, float *w)
{
    for (int32_t i = rp_sgd_momentum_blocks(count, lr, wd, mu, g, v, w); i < count; i++) {
        rp_momentum_step(lr, wd, mu, g[i], &v[i], &w[i]);
    }
}
