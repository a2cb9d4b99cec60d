/* Average pooling, input gradient, for the FPU of a Cortex-M; docs/numerics.md N3.10. Rows of two and three taps have loops of their own; what has one window for a whole plane
 * is filled. */
#include "rp_kernels_f32.h"

#include "internal/rp_bits.h"
#include "internal/rp_vfp_pool.h"

#include <string.h>

/* Windows with rows of two or three taps. */
static RP_POOL_INLINE void shares_of(int32_t rows, int32_t columns, const rp_pool_group *group, const float *dy, float *dx)
{
    const int32_t row = group->row, stride = group->stride;
    const int32_t skip = group->line - group->count * stride;
    const float factor = group->factor;
    for (int32_t lines = group->lines; lines > 0; lines--) {
        for (int32_t count = group->count; count > 0; count--) {
            const float share = *dy++ * factor;
            float *tap = dx;
            for (int32_t i = 0; i < rows; i++) {
                const float t0 = tap[0] + share;
                const float t1 = tap[1] + share;
                if (columns == 3) {
                    tap[2] = tap[2] + share;
                }
                tap[0] = t0;
                tap[1] = t1;
                tap += row;
            }
            dx += stride;
        }
        dx += skip;
    }
}

static void shares_of_any(const rp_pool_group *group, const float *dy, float *dx)
{
    for (int32_t i = 0; i < group->lines; i++) {
        for (int32_t k = 0; k < group->count; k++) {
            const float share = *dy++ * group->factor;
            float *first = dx + i * group->line + k * group->stride;
            for (int32_t rows = group->rows; rows > 0; rows--) {
                float *tap = first;
                for (int32_t columns = group->columns; columns > 0; columns--) {
                    *tap = *tap + share;
                    tap += group->column;
                }
                first += group->row;
            }
        }
    }
}

/* Through core registers: their stores take one cycle each on Cortex-M4, those of the FPU two. */
static inline void store_bits(float *to, uint32_t bits)
{
    memcpy(to, &bits, sizeof bits);
}

static void fill_plane(int32_t count, float value, float *to)
{
    const uint32_t bits = rp_bits_of(value);
    int32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        store_bits(to + i, bits);
        store_bits(to + i + 1, bits);
        store_bits(to + i + 2, bits);
        store_bits(to + i + 3, bits);
    }
    for (; i < count; i++) {
        store_bits(to + i, bits);
    }
}

static void fill_planes(int32_t planes, int32_t elements, float factor, const float *dy, float *dx)
{
    for (int32_t plane = 0; plane < planes; plane++) {
        fill_plane(elements, 0.0f + *dy++ * factor, dx);
        dx += elements;
    }
}

static void shares(const rp_pool_group *group, const rp_pool_tensors *t)
{
    const float *dy = t->dy + group->out;
    float *dx = t->dx + group->first;
    if (!RP_POOL_DISPATCH(group, shares_of, group, dy, dx)) {
        shares_of_any(group, dy, dx);
    }
}

void rp_average_pool_f32_bw_vfp(const rp_pool_geometry *g, int32_t n, const float *dy, float *dx)
{
    if (rp_pool_is_global(g)) {
        const int32_t elements = g->h_in * g->w_in;
        fill_planes(n * g->channels, elements, 1.0f / (float)elements, dy, dx);
        return;
    }
    const rp_pool_tensors t = {.dy = dy, .dx = dx};
    memset(dx, 0, (size_t)(n * g->channels * g->h_in * g->w_in) * sizeof *dx);
    rp_pool_walk_vfp(g, n, true, &t, shares);
}
