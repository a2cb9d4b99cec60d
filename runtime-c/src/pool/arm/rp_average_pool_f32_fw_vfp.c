/* Average pooling, forward, for the FPU of a Cortex-M; docs/numerics.md N3.10, N2.6. Rows of two and three taps have loops of their own; means of whole planes go four
 * planes at a time, so that no sum waits for the one before. */
#include "rp_kernels_f32.h"

#include "internal/rp_vfp.h"
#include "internal/rp_vfp_pool.h"

enum { RP_POOL_PLANES = 4, RP_POOL_ELEMENTS = 4 };

/* Windows with rows of two or three taps. */
static RP_POOL_INLINE void means_of(int32_t rows, int32_t columns, const rp_pool_group *group, const float *x, float *y)
{
    const int32_t row = group->row, stride = group->stride;
    const int32_t skip = group->line - group->count * stride;
    const float factor = group->factor;
    for (int32_t lines = group->lines; lines > 0; lines--) {
        for (int32_t count = group->count; count > 0; count--) {
            const float *tap = x;
            float sum = 0.0f;
            for (int32_t i = 0; i < rows; i++) {
                sum = sum + tap[0];
                sum = sum + tap[1];
                sum = columns == 3 ? sum + tap[2] : sum;
                tap += row;
            }
            *y++ = sum * factor;
            x += stride;
        }
        x += skip;
    }
}

static void means_of_any(const rp_pool_group *group, const float *x, float *y)
{
    for (int32_t i = 0; i < group->lines; i++) {
        for (int32_t k = 0; k < group->count; k++) {
            const float *first = x + i * group->line + k * group->stride;
            float sum = 0.0f;
            for (int32_t rows = group->rows; rows > 0; rows--) {
                const float *tap = first;
                for (int32_t columns = group->columns; columns > 0; columns--) {
                    sum = sum + *tap;
                    tap += group->column;
                }
                first += group->row;
            }
            *y++ = sum * group->factor;
        }
    }
}

/* Sums of the first elements of four planes, as many fours of them as there are; how many is returned. */
static int32_t begin_sums(int32_t elements, const float *x, float sums[RP_POOL_PLANES])
{
#ifdef RP_VFP_ASM
    const float *x1 = x + elements;
    const float *x2 = x1 + elements;
    const float *x3 = x2 + elements;
    int32_t turns = elements / RP_POOL_ELEMENTS;
    if (turns == 0) {
        return 0;
    }
#define RP_POOL_ADD_4(a, b, c, d) \
    "vadd.f32 s16, s16, s" #a "\nvadd.f32 s17, s17, s" #b "\nvadd.f32 s18, s18, s" #c "\nvadd.f32 s19, s19, s" #d "\n"
    __asm volatile("vldmia %[sums], {s16-s19}\n"
                   "1:\n"
#ifdef RP_ACCUMULATE_FUSED
                   "vldr d0, [%[x0]]\nvldr d2, [%[x1]]\nvldr d4, [%[x2]]\nvldr d6, [%[x3]]\n"
                   "vadd.f32 s16, s16, s0\nvldr d1, [%[x0], #8]\nvadd.f32 s17, s17, s4\nvldr d3, [%[x1], #8]\nvadd.f32 s18, s18, s8\n"
                   "vldr d5, [%[x2], #8]\nvadd.f32 s19, s19, s12\nvldr d7, [%[x3], #8]\n"
                   RP_POOL_ADD_4(1, 5, 9, 13) "adds %[x0], %[x0], #16\n" RP_POOL_ADD_4(2, 6, 10, 14) "adds %[x1], %[x1], #16\nadds %[x2], %[x2], #16\n"
                   RP_POOL_ADD_4(3, 7, 11, 15) "adds %[x3], %[x3], #16\n"
#else
                   "vldmia %[x0]!, {s0-s3}\nvldmia %[x1]!, {s4-s7}\nvldmia %[x2]!, {s8-s11}\nvldmia %[x3]!, {s12-s15}\n"
                   RP_POOL_ADD_4(0, 4, 8, 12) RP_POOL_ADD_4(1, 5, 9, 13) RP_POOL_ADD_4(2, 6, 10, 14) RP_POOL_ADD_4(3, 7, 11, 15)
#endif
                   "subs %[turns], %[turns], #1\nbne 1b\n"
                   "vstmia %[sums], {s16-s19}\n"
                   : [x0] "+&r"(x), [x1] "+&r"(x1), [x2] "+&r"(x2), [x3] "+&r"(x3), [turns] "+&r"(turns)
                   : [sums] "r"(sums)
                   : RP_VFP_ALL, "cc", "memory");
    return elements / RP_POOL_ELEMENTS * RP_POOL_ELEMENTS;
#else
    (void)elements, (void)x, (void)sums;
    return 0;
#endif
}

static void means_of_planes(int32_t planes, int32_t elements, float factor, const float *x, float *y)
{
    for (int32_t plane = 0; plane < planes; plane += RP_POOL_PLANES) {
        float sums[RP_POOL_PLANES] = {0.0f, 0.0f, 0.0f, 0.0f};
        const int32_t left = planes - plane;
        const int32_t done = left >= RP_POOL_PLANES ? begin_sums(elements, x, sums) : 0;
        for (int32_t k = 0; k < RP_POOL_PLANES && k < left; k++) {
            for (int32_t i = done; i < elements; i++) {
                sums[k] = sums[k] + x[i];
            }
            *y++ = sums[k] * factor;
            x += elements;
        }
    }
}

static void means(const rp_pool_group *group, const rp_pool_tensors *t)
{
    const float *x = t->x + group->first;
    float *y = t->y + group->out;
    if (!RP_POOL_DISPATCH(group, means_of, group, x, y)) {
        means_of_any(group, x, y);
    }
}

void rp_average_pool_f32_fw_vfp(const rp_pool_geometry *g, int32_t n, const float *x, float *y)
{
    if (rp_pool_is_global(g)) {
        const int32_t elements = g->h_in * g->w_in;
        means_of_planes(n * g->channels, elements, 1.0f / (float)elements, x, y);
        return;
    }
    const rp_pool_tensors t = {.x = x, .y = y};
    rp_pool_walk_vfp(g, n, true, &t, means);
}
