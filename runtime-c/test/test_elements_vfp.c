/* Elementwise kernels for the FPU of a Cortex-M against the portable ones: the same bits, in place as well, for whole blocks and what is left of them. */
#include "rp_kernels_f32.h"
#include "rp_test.h"

#include <stdlib.h>

enum { CASES = 150, MOST = 70 };

typedef void unary(int32_t elements, int32_t n, const float *x, float *y);
typedef void binary(int32_t elements, int32_t n, const float *x, const float *dy, float *dx);

static float ALPHA, BETA; /* of the case */

static void leaky_fw(int32_t e, int32_t n, const float *x, float *y) { rp_leaky_relu_f32_fw(e, ALPHA, n, x, y); }
static void leaky_fw_vfp(int32_t e, int32_t n, const float *x, float *y) { rp_leaky_relu_f32_fw_vfp(e, ALPHA, n, x, y); }
static void clip_fw(int32_t e, int32_t n, const float *x, float *y) { rp_clip_f32_fw(e, ALPHA, BETA, n, x, y); }
static void clip_fw_vfp(int32_t e, int32_t n, const float *x, float *y) { rp_clip_f32_fw_vfp(e, ALPHA, BETA, n, x, y); }
static void hard_sigmoid_fw(int32_t e, int32_t n, const float *x, float *y) { rp_hard_sigmoid_f32_fw(e, ALPHA, BETA, n, x, y); }
static void hard_sigmoid_fw_vfp(int32_t e, int32_t n, const float *x, float *y) { rp_hard_sigmoid_f32_fw_vfp(e, ALPHA, BETA, n, x, y); }
static void leaky_bw(int32_t e, int32_t n, const float *x, const float *dy, float *dx) { rp_leaky_relu_f32_bw(e, ALPHA, n, x, dy, dx); }
static void leaky_bw_vfp(int32_t e, int32_t n, const float *x, const float *dy, float *dx) { rp_leaky_relu_f32_bw_vfp(e, ALPHA, n, x, dy, dx); }
static void clip_bw(int32_t e, int32_t n, const float *x, const float *dy, float *dx) { rp_clip_f32_bw(e, ALPHA, BETA, n, x, dy, dx); }
static void clip_bw_vfp(int32_t e, int32_t n, const float *x, const float *dy, float *dx) { rp_clip_f32_bw_vfp(e, ALPHA, BETA, n, x, dy, dx); }
static void hard_sigmoid_bw(int32_t e, int32_t n, const float *x, const float *dy, float *dx) { rp_hard_sigmoid_f32_bw(e, ALPHA, n, x, dy, dx); }
static void hard_sigmoid_bw_vfp(int32_t e, int32_t n, const float *x, const float *dy, float *dx) { rp_hard_sigmoid_f32_bw_vfp(e, ALPHA, n, x, dy, dx); }

/* Bounds of every sign and order, the usual ones often; small numbers on which values can lie. */
static float bound(test_random *random)
{
    static const float usual[] = {0.0f, -0.0f, 1.0f, 6.0f, -1.0f, 0.5f, 1e-45f, 0.01f};
    return test_int(random, 0, 4) == 0 ? test_special(random) : usual[test_int(random, 0, 7)];
}

static float near_bounds(test_random *random)
{
    static const float values[] = {0.0f, -0.0f, 1.0f, 6.0f, -1.0f, 0.5f, -0.5f, 3.0f, -3.0f, 1e-45f, -1e-45f, 5.9999995f};
    return test_int(random, 0, 1) == 0 ? test_special(random) : values[test_int(random, 0, 11)];
}

static void as_portable_1(unary *portable, unary *tuned, uint64_t seed)
{
    test_random random = test_seed(seed);
    int32_t cases = 0;
    int32_t blocks = 0;
    for (; cases < CASES; cases++) {
        const int32_t elements = test_int(&random, 0, MOST);
        const int32_t n = test_int(&random, 0, 3);
        const int32_t count = elements * n;
        ALPHA = bound(&random);
        BETA = bound(&random);
        float *x = test_floats(&random, count, near_bounds);
        float *y = test_unwritten(count);
        float *expected = test_unwritten(count);
        portable(elements, n, x, expected);
        tuned(elements, n, x, y);
        test_same_bits("y", y, expected, count);
        tuned(elements, n, x, x);
        test_same_bits("y in place", x, expected, count);
        blocks += count / 8;
        free(x);
        free(y);
        free(expected);
    }
    assert_int_equal(cases, CASES);
    assert_true(blocks > CASES);
}

static void as_portable_2(binary *portable, binary *tuned, uint64_t seed)
{
    test_random random = test_seed(seed);
    int32_t cases = 0;
    int32_t blocks = 0;
    for (; cases < CASES; cases++) {
        const int32_t elements = test_int(&random, 0, MOST);
        const int32_t n = test_int(&random, 0, 3);
        const int32_t count = elements * n;
        ALPHA = bound(&random);
        BETA = bound(&random);
        float *x = test_floats(&random, count, near_bounds);
        float *dy = test_floats(&random, count, near_bounds);
        float *dx = test_unwritten(count);
        float *expected = test_unwritten(count);
        portable(elements, n, x, dy, expected);
        tuned(elements, n, x, dy, dx);
        test_same_bits("dx", dx, expected, count);
        tuned(elements, n, x, dy, dy);
        test_same_bits("dx in place", dy, expected, count);
        blocks += count / 8;
        free(x);
        free(dy);
        free(dx);
        free(expected);
    }
    assert_int_equal(cases, CASES);
    assert_true(blocks > CASES);
}

static void activations(void **state)
{
    (void)state;
    as_portable_1(rp_relu_f32_fw, rp_relu_f32_fw_vfp, 201);
    as_portable_1(leaky_fw, leaky_fw_vfp, 202);
    as_portable_1(clip_fw, clip_fw_vfp, 203);
    as_portable_1(hard_sigmoid_fw, hard_sigmoid_fw_vfp, 204);
    as_portable_1(rp_hard_swish_f32_fw, rp_hard_swish_f32_fw_vfp, 205);
    as_portable_2(rp_relu_f32_bw, rp_relu_f32_bw_vfp, 206);
    as_portable_2(leaky_bw, leaky_bw_vfp, 207);
    as_portable_2(clip_bw, clip_bw_vfp, 208);
    as_portable_2(hard_sigmoid_bw, hard_sigmoid_bw_vfp, 209);
    as_portable_2(rp_hard_swish_f32_bw, rp_hard_swish_f32_bw_vfp, 210);
    as_portable_2(rp_sigmoid_f32_bw, rp_sigmoid_f32_bw_vfp, 211);
    as_portable_2(rp_tanh_f32_bw, rp_tanh_f32_bw_vfp, 212);
}

static void accumulate(int32_t elements, int32_t n, const float *c, const float *d, float *sum)
{
    for (int32_t i = 0; i < elements * n; i++) {
        sum[i] = d[i];
    }
    rp_accumulate_f32(elements, n, c, sum);
}

static void accumulate_vfp(int32_t elements, int32_t n, const float *c, const float *d, float *sum)
{
    for (int32_t i = 0; i < elements * n; i++) {
        sum[i] = d[i];
    }
    rp_accumulate_f32_vfp(elements, n, c, sum);
}

static void accumulation(void **state)
{
    (void)state;
    as_portable_2(accumulate, accumulate_vfp, 213);
}

/* Random axes, some long; each operand misses some of them, or none, or has the last one alone. */
static rp_broadcast_geometry random_geometry(test_random *random, int32_t *elements, int32_t *elements_a, int32_t *elements_b)
{
    rp_broadcast_geometry g;
    const int32_t kind = test_int(random, 0, 3); /* both whole; b broadcast; a broadcast; both */
    *elements = 1;
    *elements_a = 1;
    *elements_b = 1;
    for (int32_t axis = 4; axis >= 0; axis--) {
        g.dims[axis] = test_int(random, 0, 1) == 0 ? 1 : test_int(random, 1, axis >= 3 ? 21 : 4);
        const int has_a = (kind & 2) == 0 || test_int(random, 0, 1);
        const int has_b = (kind & 1) == 0 || test_int(random, 0, 1);
        g.stride_a[axis] = has_a ? *elements_a : 0;
        g.stride_b[axis] = has_b ? *elements_b : 0;
        *elements_a *= has_a ? g.dims[axis] : 1;
        *elements_b *= has_b ? g.dims[axis] : 1;
        *elements *= g.dims[axis];
    }
    g.a_sample = *elements_a;
    g.b_sample = test_int(random, 0, 2) == 0 ? 0 : *elements_b; /* a constant operand */
    return g;
}

static void broadcasts(void **state)
{
    (void)state;
    test_random random = test_seed(214);
    int32_t cases = 0;
    int32_t summed = 0;
    for (; cases < 3 * CASES; cases++) {
        int32_t elements, elements_a, elements_b;
        const rp_broadcast_geometry g = random_geometry(&random, &elements, &elements_a, &elements_b);
        const int32_t n = test_int(&random, 0, 2);
        const int32_t count = n * elements;
        float *a = test_floats(&random, n * elements_a, test_special);
        float *b = test_floats(&random, (g.b_sample == 0 ? 1 : n) * elements_b, test_special);
        float *dy = test_floats(&random, count, test_special);
        float *y = test_unwritten(count);
        float *expected_y = test_unwritten(count);
        float *da = test_unwritten(n * elements_a);
        float *expected_da = test_unwritten(n * elements_a);
        summed += elements_a < elements;
        rp_add_f32_fw(&g, n, a, b, expected_y);
        rp_add_f32_fw_vfp(&g, n, a, b, y);
        test_same_bits("a + b", y, expected_y, count);
        rp_sub_f32_fw(&g, n, a, b, expected_y);
        rp_sub_f32_fw_vfp(&g, n, a, b, y);
        test_same_bits("a - b", y, expected_y, count);
        rp_mul_f32_fw(&g, n, a, b, expected_y);
        rp_mul_f32_fw_vfp(&g, n, a, b, y);
        test_same_bits("a * b", y, expected_y, count);
        for (int32_t sign = -1; sign <= 1; sign += 2) {
            rp_add_f32_bw(&g, sign, n, dy, expected_da);
            rp_add_f32_bw_vfp(&g, sign, n, dy, da);
            test_same_bits("da of a sum", da, expected_da, n * elements_a);
        }
        rp_mul_f32_bw(&g, n, b, dy, expected_da);
        rp_mul_f32_bw_vfp(&g, n, b, dy, da);
        test_same_bits("da of a product", da, expected_da, n * elements_a);
        float *used[] = {a, b, dy, y, expected_y, da, expected_da};
        for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
            free(used[i]);
        }
    }
    assert_int_equal(cases, 3 * CASES);
    assert_true(summed > CASES / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(activations), cmocka_unit_test(accumulation), cmocka_unit_test(broadcasts)};
    return cmocka_run_group_tests_name("elements_vfp", tests, NULL, NULL);
}
