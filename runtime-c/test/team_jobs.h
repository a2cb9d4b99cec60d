/* Kernels that a team shares, each with random work for it: the same cases on the host (test_team.c, portable twins) and on the simulated cluster (XpulpKernelsTest). */
#ifndef TEAM_JOBS_H
#define TEAM_JOBS_H

#include "rp_kernels_f32.h"
#include "rp_kernels_xpulp.h"

enum { TEAM_MOST = 800 }; /* elements of any array */

/* What a kernel gets. a, b and codes are read, c, d and slot read or written. */
typedef struct {
    int32_t elements, n, bits;
    float k0, k1, k2; /* rates, slopes, bounds */
    rp_pool_geometry pool;
    rp_broadcast_geometry broadcast;
    rp_permute_geometry permute;
    rp_concat_geometry concat;
    rp_pad_geometry pad;
    rp_mul_u8_parameters product;
    const float *a, *b;
    float *c, *d;
    const uint8_t *codes;
    uint8_t *slot;
} team_job;

typedef struct {
    const char *name;
    void (*draw)(team_job *, int32_t (*between)(int32_t low, int32_t high)); /* sizes and constants; arrays are the caller's */
    void (*portable)(const team_job *);
    void (*shared)(rp_share, const team_job *);
} team_case;

/* Elementwise over elements*n values. */
static void team_draw_elements(team_job *j, int32_t (*between)(int32_t, int32_t))
{
    j->n = between(0, 3);
    j->elements = between(1, between(0, 1) == 0 ? 9 : TEAM_MOST / 3);
    j->k0 = (float)between(-4, 4) / 8.0f;
    j->k1 = (float)between(0, 8) / 4.0f; /* 0 (no decay) too */
    j->k2 = (float)between(1, 7) / 8.0f;
}

static void team_draw_pool(team_job *j, int32_t (*between)(int32_t, int32_t))
{
    rp_pool_geometry *g = &j->pool;
    do {
        const int32_t same = between(0, 2); /* often two by two, or the whole input */
        g->channels = between(1, 5);
        g->k_h = same == 0 ? 2 : between(1, 6);
        g->k_w = same == 0 ? 2 : between(1, 6);
        g->stride_h = same == 0 ? 2 : between(1, 3);
        g->stride_w = same == 0 ? 2 : between(1, 3);
        g->dilation_h = same == 2 ? between(1, 2) : 1;
        g->dilation_w = same == 2 ? between(1, 2) : 1;
        g->pad_top = same == 2 ? between(0, 3) : 0;
        g->pad_left = same == 2 ? between(0, 3) : 0;
        g->pad_bottom = same == 2 ? between(0, 3) : 0;
        g->pad_right = same == 2 ? between(0, 3) : 0;
        g->h_in = same == 1 ? g->k_h : between(1, 9);
        g->w_in = same == 1 ? g->k_w : between(1, 40);
        g->count_include_pad = between(0, 1);
        g->h_out = (g->h_in + g->pad_top + g->pad_bottom - (g->k_h - 1) * g->dilation_h - 1) / g->stride_h + 1;
        g->w_out = (g->w_in + g->pad_left + g->pad_right - (g->k_w - 1) * g->dilation_w - 1) / g->stride_w + 1;
        j->n = between(0, 3);
    } while (g->h_in + g->pad_top + g->pad_bottom <= (g->k_h - 1) * g->dilation_h || g->w_in + g->pad_left + g->pad_right <= (g->k_w - 1) * g->dilation_w ||
             j->n * g->channels * g->h_in * g->w_in > TEAM_MOST || j->n * g->channels * g->h_out * g->w_out > TEAM_MOST);
}

/* Of an operand that lacks the axes that `without` says; returns its elements. */
static int32_t team_strides(const int32_t *dims, int32_t without, int32_t *stride)
{
    int32_t elements = 1;
    for (int32_t axis = 4; axis >= 0; axis--) {
        const int broadcast = dims[axis] == 1 || (without >> axis & 1) != 0;
        stride[axis] = broadcast ? 0 : elements;
        elements *= broadcast ? 1 : dims[axis];
    }
    return elements;
}

static void team_draw_broadcast(team_job *j, int32_t (*between)(int32_t, int32_t))
{
    rp_broadcast_geometry *g = &j->broadcast;
    int32_t elements;
    do {
        elements = 1;
        for (int32_t axis = 0; axis < 5; axis++) {
            g->dims[axis] = between(0, 1) == 0 ? 1 : between(1, axis == 4 ? 20 : 6);
            elements *= g->dims[axis];
        }
        j->n = between(0, 3);
    } while (elements * (j->n == 0 ? 1 : j->n) > TEAM_MOST);
    g->a_sample = team_strides(g->dims, between(0, 1) == 0 ? 0 : between(0, 31), g->stride_a);
    g->b_sample = team_strides(g->dims, between(0, 1) == 0 ? 0 : between(0, 31), g->stride_b);
    g->b_sample *= between(0, 2) == 0 ? 0 : 1; /* a constant */
    j->k0 = between(0, 1) == 0 ? -1.0f : 1.0f;
    j->product = (rp_mul_u8_parameters){between(0, 255), between(0, 255), between(0, 255), {between(1 << 22, (1 << 23) - 1) * 256, (int8_t)between(0, 3), (int8_t)between(1, 12)}, between(0, 9), between(200, 255)};
}

/* The second operand is no constant: it has a gradient. */
static void team_draw_quotient(team_job *j, int32_t (*between)(int32_t, int32_t))
{
    team_draw_broadcast(j, between);
    int32_t stride[5];
    j->broadcast.b_sample = team_strides(j->broadcast.dims, between(0, 1) == 0 ? 0 : between(0, 31), stride);
    for (int32_t axis = 0; axis < 5; axis++) {
        j->broadcast.stride_b[axis] = stride[axis];
    }
}

/* Five dimensions, some of them 1, often two long ones; at least one sample of them fits the arrays. */
static int32_t team_dims(int32_t *dims, int32_t (*between)(int32_t, int32_t))
{
    int32_t elements;
    do {
        elements = 1;
        for (int32_t axis = 0; axis < 5; axis++) {
            dims[axis] = between(0, 2) == 0 ? between(1, 30) : between(1, 4);
            elements *= dims[axis];
        }
    } while (elements > TEAM_MOST);
    return elements;
}

static void team_draw_permute(team_job *j, int32_t (*between)(int32_t, int32_t))
{
    int32_t in[5], stride[5], axes[5] = {0, 1, 2, 3, 4};
    const int32_t elements = team_dims(in, between);
    for (int32_t axis = 4, step = 1; axis >= 0; axis--) {
        stride[axis] = step;
        step *= in[axis];
        const int32_t other = between(0, axis);
        const int32_t kept = axes[axis];
        axes[axis] = axes[other];
        axes[other] = kept;
    }
    for (int32_t axis = 0; axis < 5; axis++) {
        j->permute.dims[axis] = in[axes[axis]];
        j->permute.stride[axis] = stride[axes[axis]];
    }
    j->permute.in_sample = elements;
    j->n = between(0, TEAM_MOST / elements < 3 ? TEAM_MOST / elements : 3);
}

static void team_draw_concat(team_job *j, int32_t (*between)(int32_t, int32_t))
{
    rp_concat_geometry *g = &j->concat;
    g->outer = between(1, 5);
    g->block = between(0, 1) == 0 ? 4 * between(1, 6) : between(1, 40);
    g->stride = g->block + between(0, 10);
    g->offset = between(0, g->stride - g->block);
    g->joined_sample = g->outer * g->stride;
    j->n = between(0, TEAM_MOST / g->joined_sample < 3 ? TEAM_MOST / g->joined_sample : 3);
}

static void team_draw_pad(team_job *j, int32_t (*between)(int32_t, int32_t))
{
    rp_pad_geometry *g = &j->pad;
    int32_t in, out;
    do {
        in = team_dims(g->dims_in, between);
        out = 1;
        for (int32_t axis = 0; axis < 5; axis++) {
            g->begin[axis] = between(0, 2) == 0 ? between(-2, 2) : 0;
            g->dims_out[axis] = g->dims_in[axis] + g->begin[axis] + (between(0, 2) == 0 ? between(-2, 2) : 0);
            g->dims_out[axis] = g->dims_out[axis] < 1 ? 1 : g->dims_out[axis];
            out *= g->dims_out[axis];
        }
    } while (out > TEAM_MOST);
    const int32_t most = TEAM_MOST / (in > out ? in : out);
    j->elements = between(0, 255);
    j->k0 = (float)between(-3, 3);
    j->n = between(0, most < 3 ? most : 3);
}

static void team_draw_latent(team_job *j, int32_t (*between)(int32_t, int32_t))
{
    j->elements = between(0, TEAM_MOST / 4);
    j->bits = between(1, 8);
    j->k0 = (float)between(1, 100) / 64.0f;
    j->k1 = (float)between(-100, 100) / 64.0f;
}

/* A case of kernel rp_<name>, whose arguments behind the share are the same. */
#define TEAM_CASE(name, label, ...) \
    static void label##_portable(const team_job *j) { rp_##name(__VA_ARGS__); } \
    static void label##_shared(rp_share share, const team_job *j) { rp_##name##_xpulp(share, __VA_ARGS__); }

TEAM_CASE(relu_f32_fw, relu_fw, j->elements, j->n, j->a, j->c)
TEAM_CASE(relu_f32_bw, relu_bw, j->elements, j->n, j->a, j->b, j->c)
TEAM_CASE(relu_f32_bw, relu_bw_in_place, j->elements, j->n, j->a, j->c, j->c)
TEAM_CASE(leaky_relu_f32_fw, leaky_fw, j->elements, j->k0, j->n, j->a, j->c)
TEAM_CASE(leaky_relu_f32_bw, leaky_bw, j->elements, j->k0, j->n, j->a, j->b, j->c)
TEAM_CASE(clip_f32_fw, clip_fw, j->elements, j->k0, j->k1, j->n, j->a, j->c)
TEAM_CASE(clip_f32_fw, clip_fw_in_place, j->elements, j->k0, j->k1, j->n, j->c, j->c)
TEAM_CASE(clip_f32_bw, clip_bw, j->elements, j->k0, j->k1, j->n, j->a, j->b, j->c)
TEAM_CASE(sigmoid_f32_fw, sigmoid_fw, j->elements, j->n, j->a, j->c)
TEAM_CASE(sigmoid_f32_bw, sigmoid_bw, j->elements, j->n, j->a, j->b, j->c)
TEAM_CASE(tanh_f32_fw, tanh_fw, j->elements, j->n, j->a, j->c)
TEAM_CASE(tanh_f32_bw, tanh_bw, j->elements, j->n, j->a, j->b, j->c)
TEAM_CASE(hard_sigmoid_f32_fw, hard_sigmoid_fw, j->elements, j->k2, j->k0, j->n, j->a, j->c)
TEAM_CASE(hard_sigmoid_f32_bw, hard_sigmoid_bw, j->elements, j->k2, j->n, j->a, j->b, j->c)
TEAM_CASE(hard_swish_f32_fw, hard_swish_fw, j->elements, j->n, j->a, j->c)
TEAM_CASE(hard_swish_f32_bw, hard_swish_bw, j->elements, j->n, j->a, j->b, j->c)
TEAM_CASE(accumulate_f32, accumulate, j->elements, j->n, j->a, j->c)
TEAM_CASE(sgd_f32, sgd, j->elements, j->k0, j->k1, j->a, j->c)
TEAM_CASE(sgd_f32, sgd_plain, j->elements, j->k0, 0.0f, j->a, j->c)
TEAM_CASE(sgd_momentum_f32, momentum, j->elements, j->k0, j->k1, j->k2, j->a, j->c, j->d)
TEAM_CASE(sgd_momentum_f32, momentum_plain, j->elements, j->k0, 0.0f, j->k2, j->a, j->c, j->d)
TEAM_CASE(sgd_nesterov_f32, nesterov, j->elements, j->k0, j->k1, j->k2, j->a, j->c, j->d)
TEAM_CASE(sgd_nesterov_f32, nesterov_plain, j->elements, j->k0, 0.0f, j->k2, j->a, j->c, j->d)
TEAM_CASE(max_pool_f32_fw, max_pool_fw, &j->pool, j->n, j->a, j->c)
TEAM_CASE(max_pool_f32_bw, max_pool_bw, &j->pool, j->n, j->a, j->b, j->c)
TEAM_CASE(average_pool_f32_fw, average_pool_fw, &j->pool, j->n, j->a, j->c)
TEAM_CASE(average_pool_f32_bw, average_pool_bw, &j->pool, j->n, j->b, j->c)
TEAM_CASE(add_f32_fw, add_fw, &j->broadcast, j->n, j->a, j->b, j->c)
TEAM_CASE(sub_f32_fw, sub_fw, &j->broadcast, j->n, j->a, j->b, j->c)
TEAM_CASE(mul_f32_fw, mul_fw, &j->broadcast, j->n, j->a, j->b, j->c)
TEAM_CASE(div_f32_fw, div_fw, &j->broadcast, j->n, j->a, j->b, j->c)
TEAM_CASE(add_f32_bw, add_bw, &j->broadcast, (int32_t)j->k0, j->n, j->a, j->c)
TEAM_CASE(mul_f32_bw, mul_bw, &j->broadcast, j->n, j->b, j->a, j->c)
TEAM_CASE(div_f32_bw_a, div_bw_a, &j->broadcast, j->n, j->b, j->a, j->c)
TEAM_CASE(div_f32_bw_b, div_bw_b, &j->broadcast, j->n, j->a, j->b, j->d, j->c)
TEAM_CASE(transpose_f32, transpose, &j->permute, j->n, j->a, j->c)
TEAM_CASE(concat_f32_fw, concat_fw, &j->concat, j->n, j->a, j->c)
TEAM_CASE(concat_f32_bw, concat_bw, &j->concat, j->n, j->a, j->c)
TEAM_CASE(pad_f32_fw, pad_fw, &j->pad, j->k0, j->n, j->a, j->c)
TEAM_CASE(pad_f32_bw, pad_bw, &j->pad, j->n, j->a, j->c)
TEAM_CASE(mul_u8, mul_codes, &j->broadcast, &j->product, j->codes, j->codes, j->slot)
TEAM_CASE(table_u8, table, j->elements, j->codes, j->codes + 256, j->slot)
TEAM_CASE(table_u8, table_in_place, j->elements, j->codes, j->slot, j->slot)
TEAM_CASE(transpose_u8, transpose_codes, &j->permute, j->codes, j->slot)
TEAM_CASE(concat_u8, concat_codes, &j->concat, j->codes, j->slot)
TEAM_CASE(pad_u8, pad_codes, &j->pad, j->elements, j->codes, j->slot)
TEAM_CASE(latent_pack, pack, j->elements, j->bits, j->codes, j->slot)
TEAM_CASE(latent_unpack_f32, unpack, j->elements, j->bits, j->k0, j->k1, j->codes, j->c)
TEAM_CASE(latent_pack_float, pack_float, j->elements, j->k0, j->k1, j->codes, j->slot)
TEAM_CASE(latent_unpack_float, unpack_float, j->elements, j->codes, j->c)

#define TEAM_ROW(label, draw) {#label, draw, label##_portable, label##_shared}

static const team_case TEAM_CASES[] = {
    TEAM_ROW(relu_fw, team_draw_elements),
    TEAM_ROW(relu_bw, team_draw_elements),
    TEAM_ROW(relu_bw_in_place, team_draw_elements),
    TEAM_ROW(leaky_fw, team_draw_elements),
    TEAM_ROW(leaky_bw, team_draw_elements),
    TEAM_ROW(clip_fw, team_draw_elements),
    TEAM_ROW(clip_fw_in_place, team_draw_elements),
    TEAM_ROW(clip_bw, team_draw_elements),
    TEAM_ROW(sigmoid_fw, team_draw_elements),
    TEAM_ROW(sigmoid_bw, team_draw_elements),
    TEAM_ROW(tanh_fw, team_draw_elements),
    TEAM_ROW(tanh_bw, team_draw_elements),
    TEAM_ROW(hard_sigmoid_fw, team_draw_elements),
    TEAM_ROW(hard_sigmoid_bw, team_draw_elements),
    TEAM_ROW(hard_swish_fw, team_draw_elements),
    TEAM_ROW(hard_swish_bw, team_draw_elements),
    TEAM_ROW(accumulate, team_draw_elements),
    TEAM_ROW(sgd, team_draw_elements),
    TEAM_ROW(sgd_plain, team_draw_elements),
    TEAM_ROW(momentum, team_draw_elements),
    TEAM_ROW(momentum_plain, team_draw_elements),
    TEAM_ROW(nesterov, team_draw_elements),
    TEAM_ROW(nesterov_plain, team_draw_elements),
    TEAM_ROW(max_pool_fw, team_draw_pool),
    TEAM_ROW(max_pool_bw, team_draw_pool),
    TEAM_ROW(average_pool_fw, team_draw_pool),
    TEAM_ROW(average_pool_bw, team_draw_pool),
    TEAM_ROW(add_fw, team_draw_broadcast),
    TEAM_ROW(sub_fw, team_draw_broadcast),
    TEAM_ROW(mul_fw, team_draw_broadcast),
    TEAM_ROW(div_fw, team_draw_broadcast),
    TEAM_ROW(add_bw, team_draw_broadcast),
    TEAM_ROW(mul_bw, team_draw_broadcast),
    TEAM_ROW(div_bw_a, team_draw_broadcast),
    TEAM_ROW(div_bw_b, team_draw_quotient),
    TEAM_ROW(transpose, team_draw_permute),
    TEAM_ROW(concat_fw, team_draw_concat),
    TEAM_ROW(concat_bw, team_draw_concat),
    TEAM_ROW(pad_fw, team_draw_pad),
    TEAM_ROW(pad_bw, team_draw_pad),
    TEAM_ROW(mul_codes, team_draw_broadcast),
    TEAM_ROW(table, team_draw_elements),
    TEAM_ROW(table_in_place, team_draw_elements),
    TEAM_ROW(transpose_codes, team_draw_permute),
    TEAM_ROW(concat_codes, team_draw_concat),
    TEAM_ROW(pad_codes, team_draw_pad),
    TEAM_ROW(pack, team_draw_latent),
    TEAM_ROW(unpack, team_draw_latent),
    TEAM_ROW(pack_float, team_draw_latent),
    TEAM_ROW(unpack_float, team_draw_latent),
};

enum { TEAM_KERNELS = sizeof TEAM_CASES / sizeof *TEAM_CASES };

/* TEAM_MOST elements each; those that are written begin alike. */
typedef struct {
    float *a, *b, *c, *d, *expected_c, *expected_d;
    uint8_t *codes, *slot, *expected_slot;
} team_arrays;

/* Draws work for `kernel` and does it twice: by the portable kernel, and by `shared`, in which every core of the team does its share of the job. */
static void team_run(const team_case *kernel, const team_arrays *arrays, int32_t (*between)(int32_t, int32_t), void (*shared)(const team_case *, const team_job *))
{
    team_job job = {.a = arrays->a, .b = arrays->b, .codes = arrays->codes, .c = arrays->expected_c, .d = arrays->expected_d, .slot = arrays->expected_slot};
    kernel->draw(&job, between);
    kernel->portable(&job);
    job.c = arrays->c;
    job.d = arrays->d;
    job.slot = arrays->slot;
    shared(kernel, &job);
}

#endif
