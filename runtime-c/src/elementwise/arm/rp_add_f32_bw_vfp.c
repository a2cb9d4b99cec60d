/* Gradient of one operand of Add, or of Sub's second operand (sign -1), for the FPU of a Cortex-M; docs/numerics.md N3.8. */
#include "rp_kernels_f32.h"

#include "internal/rp_vfp_map.h"
#include "internal/rp_vfp_sums.h"

#include <string.h>

#define RP_ADD_BW_NEGATED(a, b) "vneg.f32 s" #a ", s" #a "\n"

RP_MAP_DEFINE_1(add_bw_negated_blocks, RP_ADD_BW_NEGATED, "", RP_MAP_NOTHING)
RP_MAP_DEFINE_2(add_bw_sum_blocks, RP_MAP_SUM, "", RP_MAP_NOTHING)
RP_MAP_DEFINE_2(add_bw_difference_blocks, RP_MAP_DIFFERENCE, "", RP_MAP_NOTHING)

static const float ADD_BW_NO_CONSTANTS[4] = {0.0f, 0.0f, 0.0f, 0.0f};

static float add_bw_sum_of(int32_t count, const float *dy, float sum)
{
    int32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const float dy0 = dy[i];
        const float dy1 = dy[i + 1];
        const float dy2 = dy[i + 2];
        const float dy3 = dy[i + 3];
        sum = sum + dy0;
        sum = sum + dy1;
        sum = sum + dy2;
        sum = sum + dy3;
    }
    for (; i < count; i++) {
        sum = sum + dy[i];
    }
    return sum;
}

static void add_bw_added(int32_t count, const float *dy, const float *other, int32_t step_other, float *d, int32_t step_d)
{
    (void)other, (void)step_other;
    if (step_d == 0) {
        *d = add_bw_sum_of(count, dy, *d);
        return;
    }
    for (int32_t i = step_d == 1 ? add_bw_sum_blocks(count, ADD_BW_NO_CONSTANTS, d, dy, d) : 0; i < count; i++) {
        d[i * step_d] = d[i * step_d] + dy[i];
    }
}

/* dy one by one, as the negative of their sum may be a zero of the other sign. d - dy is d + -dy. */
static void add_bw_subtracted(int32_t count, const float *dy, const float *other, int32_t step_other, float *d, int32_t step_d)
{
    (void)other, (void)step_other;
    for (int32_t i = step_d == 1 ? add_bw_difference_blocks(count, ADD_BW_NO_CONSTANTS, d, dy, d) : 0; i < count; i++) {
        d[i * step_d] = d[i * step_d] - dy[i];
    }
}

void rp_add_f32_bw_vfp(const rp_broadcast_geometry *g, int32_t sign, int32_t n, const float *dy, float *da)
{
    static const int32_t no_stride[5] = {0, 0, 0, 0, 0};
    const rp_operand no_other = {no_stride, 0};
    const rp_operand at_a = {g->stride_a, g->a_sample};
    if (rp_is_broadcast(g->dims, g->stride_a)) {
        rp_vfp_sums(g->dims, n, dy, dy, no_other, da, at_a, sign < 0 ? add_bw_subtracted : add_bw_added);
        return;
    }
    const int32_t count = n * g->dims[0] * g->dims[1] * g->dims[2] * g->dims[3] * g->dims[4];
    if (sign >= 0) {
        memcpy(da, dy, (size_t)count * sizeof *da);
        return;
    }
    for (int32_t i = add_bw_negated_blocks(count, ADD_BW_NO_CONSTANTS, dy, dy, da); i < count; i++) {
        da[i] = -dy[i];
    }
}
