/* Max pooling, forward, for the FPU of a Cortex-M; docs/numerics.md N3.9. Rows of two and three taps have loops of their own; NaNs are looked for once a group of
 * outputs. */
#include "rp_kernels_f32.h"

#include "internal/rp_bits.h"
#include "internal/rp_vfp_larger.h"
#include "internal/rp_vfp_pool.h"

/* The first of the largest, among numbers, of rows of two or three taps. */
static RP_POOL_INLINE void maxima_of(int32_t rows, int32_t columns, const rp_pool_group *group, const float *x, float *y, rp_nan_watch *watch)
{
    const int32_t row = group->row, stride = group->stride;
    const int32_t skip = group->line - group->count * stride;
    for (int32_t lines = group->lines; lines > 0; lines--) {
        for (int32_t count = group->count; count > 0; count--) {
            const float *tap = x;
            float m = rp_larger(tap[0], tap[1], watch);
            m = columns == 3 ? rp_larger(m, tap[2], watch) : m;
            for (int32_t i = 1; i < rows; i++) {
                tap += row;
                m = rp_larger(m, tap[0], watch);
                m = rp_larger(m, tap[1], watch);
                m = columns == 3 ? rp_larger(m, tap[2], watch) : m;
            }
            *y++ = m;
            x += stride;
        }
        x += skip;
    }
}

/* By the definition; -inf where there are no taps. */
static void maxima_of_any(const rp_pool_group *group, const float *x, float *y)
{
    const bool empty = group->rows == 0 || group->columns == 0;
    for (int32_t i = 0; i < group->lines; i++) {
        for (int32_t k = 0; k < group->count; k++) {
            const float *taps = x + i * group->line + k * group->stride;
            *y++ = empty ? rp_float_of(0xff800000U) : taps[rp_pool_last_maximum(group, taps)];
        }
    }
}

static void maxima(const rp_pool_group *group, const rp_pool_tensors *t)
{
    const float *x = t->x + group->first;
    float *y = t->y + group->out;
    rp_nan_watch watch;
    rp_nan_begin(&watch);
    if (!RP_POOL_DISPATCH(group, maxima_of, group, x, y, &watch) || rp_nan_seen(&watch)) {
        maxima_of_any(group, x, y);
    }
}

void rp_max_pool_f32_fw_vfp(const rp_pool_geometry *g, int32_t n, const float *x, float *y)
{
    const rp_pool_tensors t = {.x = x, .y = y};
    rp_pool_walk_vfp(g, n, false, &t, maxima);
}
