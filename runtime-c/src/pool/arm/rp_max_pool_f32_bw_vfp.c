/* Max pooling, input gradient, for the FPU of a Cortex-M; docs/numerics.md N3.9. Rows of two and three taps have loops of their own. */
#include "rp_kernels_f32.h"

#include "internal/rp_vfp_larger.h"
#include "internal/rp_vfp_pool.h"

#include <string.h>

/* Windows with rows of two or three taps: the best tap gets the gradient, and a NaN among them asks for the definition. */
static RP_POOL_INLINE void routes_of(int32_t rows, int32_t columns, const rp_pool_group *group, const float *x, const float *dy, float *dx)
{
    const int32_t row = group->row, stride = group->stride;
    const int32_t skip = group->line - group->count * stride;
    rp_nan_watch watch;
    rp_nan_begin(&watch);
    for (int32_t lines = group->lines; lines > 0; lines--) {
        for (int32_t count = group->count; count > 0; count--) {
            const float *tap = x;
            int32_t at = 0;
            int32_t winner = 0;
            float m = rp_larger_at(tap[0], tap[1], &winner, 1, &watch);
            m = columns == 3 ? rp_larger_at(m, tap[2], &winner, 2, &watch) : m;
            for (int32_t i = 1; i < rows; i++) {
                tap += row;
                at += row;
                m = rp_larger_at(m, tap[0], &winner, at, &watch);
                m = rp_larger_at(m, tap[1], &winner, at + 1, &watch);
                m = columns == 3 ? rp_larger_at(m, tap[2], &winner, at + 2, &watch) : m;
            }
            if (rp_nan_seen(&watch)) {
                winner = rp_pool_last_maximum(group, x);
                rp_nan_begin(&watch);
            }
            dx[winner] = dx[winner] + *dy++;
            x += stride;
            dx += stride;
        }
        x += skip;
        dx += skip;
    }
}

static void routes_of_any(const rp_pool_group *group, const float *x, const float *dy, float *dx)
{
    if (group->rows == 0 || group->columns == 0) {
        return;
    }
    for (int32_t i = 0; i < group->lines; i++) {
        for (int32_t k = 0; k < group->count; k++) {
            const int32_t taps = i * group->line + k * group->stride;
            const int32_t winner = taps + rp_pool_last_maximum(group, x + taps);
            dx[winner] = dx[winner] + *dy++;
        }
    }
}

static void routes(const rp_pool_group *group, const rp_pool_tensors *t)
{
    const float *x = t->x + group->first;
    const float *dy = t->dy + group->out;
    float *dx = t->dx + group->first;
    if (!RP_POOL_DISPATCH(group, routes_of, group, x, dy, dx)) {
        routes_of_any(group, x, dy, dx);
    }
}

void rp_max_pool_f32_bw_vfp(const rp_pool_geometry *g, int32_t n, const float *x, const float *dy, float *dx)
{
    const rp_pool_tensors t = {.x = x, .dy = dy, .dx = dx};
    memset(dx, 0, (size_t)(n * g->channels * g->h_in * g->w_in) * sizeof *dx);
    rp_pool_walk_vfp(g, n, false, &t, routes);
}
