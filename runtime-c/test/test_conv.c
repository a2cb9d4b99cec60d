/* Convolution kernels of all three families against the oracles of conv_oracle.h. */
#include "conv_oracle.h"
#include "rp_kernels_f32.h"
#include "test_geometry.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 300 };

typedef void forward_kernel(const rp_conv_geometry *, int32_t, const float *, const float *, const float *, float *);
typedef void input_kernel(const rp_conv_geometry *, int32_t, const float *, const float *, float *);
typedef void weight_kernel(const rp_conv_geometry *, int32_t, const float *, const float *, float *, float *);

typedef struct {
    test_conv_kind kind;
    forward_kernel *forward;
    input_kernel *input;
    weight_kernel *weight;
} family;

static const family GENERAL = {TEST_CONV, rp_conv_f32_fw, rp_conv_f32_bw_input, rp_conv_f32_bw_weight};
static const family POINTWISE = {TEST_CONV_PW, rp_conv_pw_f32_fw, rp_conv_pw_f32_bw_input, rp_conv_pw_f32_bw_weight};
static const family DEPTHWISE = {TEST_CONV_DW, rp_conv_dw_f32_fw, rp_conv_dw_f32_bw_input, rp_conv_dw_f32_bw_weight};
/* The general kernels also do what the special ones do. */
static const family GENERAL_AS_POINTWISE = {TEST_CONV_PW, rp_conv_f32_fw, rp_conv_f32_bw_input, rp_conv_f32_bw_weight};
static const family GENERAL_AS_DEPTHWISE = {TEST_CONV_DW, rp_conv_f32_fw, rp_conv_f32_bw_input, rp_conv_f32_bw_weight};

/* One random case: geometry, tensors and their sizes. */
typedef struct {
    rp_conv_geometry g;
    int32_t n, in, out, weights;
    float *x, *w, *b, *dy;
} problem;

static problem random_problem(test_random *random, test_conv_kind kind, test_coverage *coverage, float (*value)(test_random *))
{
    problem p;
    p.g = test_conv_geometry(random, kind, coverage);
    p.n = test_int(random, 0, 3);
    coverage->no_sample += p.n == 0;
    p.in = p.n * p.g.c_in * p.g.h_in * p.g.w_in;
    p.out = p.n * p.g.c_out * p.g.h_out * p.g.w_out;
    p.weights = p.g.c_out * (p.g.c_in / p.g.groups) * p.g.k_h * p.g.k_w;
    p.x = test_floats(random, p.in, value);
    p.w = test_floats(random, p.weights, value);
    p.b = test_int(random, 0, 2) > 0 ? test_floats(random, p.g.c_out, value) : NULL;
    p.dy = test_floats(random, p.out, value);
    return p;
}

static void release(problem *p)
{
    free(p->x);
    free(p->w);
    free(p->b);
    free(p->dy);
}

static int differs(const float *a, const float *b, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (!test_is_same(a[i], b[i])) {
            return 1;
        }
    }
    return 0;
}

/* Bit for bit against the documented order; and in most cases another order would have been noticed. */
static void check_order(const family *kernels, uint64_t seed)
{
    test_random random = test_seed(seed);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t sensitive[3] = {0, 0, 0};
    for (; cases < CASES; cases++) {
        problem p = random_problem(&random, kernels->kind, &coverage, test_spread);
        float *actual = test_unwritten(p.out);
        float *expected = test_unwritten(p.out);
        kernels->forward(&p.g, p.n, p.x, p.w, p.b, actual);
        oracle_forward(&p.g, p.n, p.x, p.w, p.b, expected, false);
        test_same_bits("y", actual, expected, p.out);
        oracle_forward(&p.g, p.n, p.x, p.w, p.b, expected, true);
        sensitive[0] += differs(actual, expected, p.out);
        free(actual);
        free(expected);

        actual = test_unwritten(p.in);
        expected = test_unwritten(p.in);
        kernels->input(&p.g, p.n, p.dy, p.w, actual);
        oracle_input_gradient(&p.g, p.n, p.dy, p.w, expected, false);
        test_same_bits("dx", actual, expected, p.in);
        oracle_input_gradient(&p.g, p.n, p.dy, p.w, expected, true);
        sensitive[1] += differs(actual, expected, p.in);
        free(actual);
        free(expected);

        /* The gradients continue what the buffers hold. */
        float *dw_start = test_floats(&random, p.weights, test_spread);
        float *db_start = test_floats(&random, p.g.c_out, test_spread);
        float *dw[3];
        float *db[3];
        for (int i = 0; i < 3; i++) {
            dw[i] = test_copy(dw_start, p.weights);
            db[i] = test_copy(db_start, p.g.c_out);
        }
        kernels->weight(&p.g, p.n, p.x, p.dy, dw[0], p.b != NULL ? db[0] : NULL);
        oracle_weight_gradient(&p.g, p.n, p.x, p.dy, dw[1], p.b != NULL ? db[1] : NULL, false);
        oracle_weight_gradient(&p.g, p.n, p.x, p.dy, dw[2], p.b != NULL ? db[2] : NULL, true);
        test_same_bits("dw", dw[0], dw[1], p.weights);
        test_same_bits("db", db[0], db[1], p.g.c_out);
        sensitive[2] += differs(dw[0], dw[2], p.weights);
        for (int i = 0; i < 3; i++) {
            free(dw[i]);
            free(db[i]);
        }
        free(dw_start);
        free(db_start);
        release(&p);
    }
    assert_int_equal(cases, CASES);
    assert_true(coverage.no_sample >= CASES / 10);
    assert_true(coverage.odd_channels >= CASES / 20);
    if (kernels->kind != TEST_CONV_PW) {
        assert_true(coverage.stride_over_kernel >= CASES / 10);
        assert_true(coverage.kernel_over_input >= CASES / 20);
        assert_true(coverage.dilated_with_pads >= CASES / 10);
        assert_true(coverage.uneven_pads >= CASES / 4);
        assert_true(coverage.window_in_padding >= CASES / 10);
        assert_true(coverage.one_by_one >= 5);
        assert_true(coverage.grouped >= CASES / 4);
    }
    for (int i = 0; i < 3; i++) {
        assert_true(sensitive[i] >= CASES / 3);
    }
    printf("%d cases; another order shows in %d, %d, %d of them\n", (int)cases, (int)sensitive[0], (int)sensitive[1], (int)sensitive[2]);
}

static double *widen(const float *values, int32_t count)
{
    double *wide = test_allocate((size_t)count * sizeof *wide);
    for (int32_t i = 0; i < count; i++) {
        wide[i] = (double)values[i];
    }
    return wide;
}

/* Sum of a[i]*b[i]; the sum of the absolute products goes to magnitude. */
static double inner_product(const float *a, const double *b, int32_t count, double *magnitude)
{
    double sum = 0.0;
    *magnitude = 0.0;
    for (int32_t i = 0; i < count; i++) {
        sum += (double)a[i] * b[i];
        *magnitude += fabs((double)a[i] * b[i]);
    }
    return sum;
}

/* Against the dense double oracle: the forward kernel elementwise, the gradients as its adjoints: for any u,
 * <dx, u> = <dy, F(u; w)> and <dw, u> = <dy, F(x; u)>, F without bias. */
static void check_value(const family *kernels, uint64_t seed)
{
    test_random random = test_seed(seed);
    test_coverage coverage = {0};
    int32_t cases = 0;
    for (; cases < CASES / 2; cases++) {
        problem p = random_problem(&random, kernels->kind, &coverage, test_unit);
        float *y = test_unwritten(p.out);
        double *expected = test_allocate((size_t)p.out * sizeof *expected);
        double *magnitude = test_allocate((size_t)p.out * sizeof *magnitude);
        double *x = widen(p.x, p.in);
        double *w = widen(p.w, p.weights);
        double *b = p.b != NULL ? widen(p.b, p.g.c_out) : NULL;
        kernels->forward(&p.g, p.n, p.x, p.w, p.b, y);
        oracle_dense(&p.g, p.n, x, w, b, expected, magnitude);
        for (int32_t i = 0; i < p.out; i++) {
            test_close("y", (double)y[i], expected[i], magnitude[i], 1e-5);
        }

        double left_magnitude;
        double right_magnitude;
        float *dx = test_unwritten(p.in);
        kernels->input(&p.g, p.n, p.dy, p.w, dx);
        float *probe_x = test_floats(&random, p.in, test_unit);
        double *wide_probe = widen(probe_x, p.in);
        oracle_dense(&p.g, p.n, wide_probe, w, NULL, expected, magnitude);
        double left = inner_product(dx, wide_probe, p.in, &left_magnitude);
        double right = inner_product(p.dy, expected, p.out, &right_magnitude);
        test_close("<dx, u>", left, right, left_magnitude + right_magnitude, 1e-5);
        free(probe_x);
        free(wide_probe);

        float *dw = test_allocate((size_t)p.weights * sizeof *dw);
        float *db = test_allocate((size_t)p.g.c_out * sizeof *db);
        for (int32_t i = 0; i < p.weights; i++) {
            dw[i] = 0.0f;
        }
        for (int32_t i = 0; i < p.g.c_out; i++) {
            db[i] = 0.0f;
        }
        kernels->weight(&p.g, p.n, p.x, p.dy, dw, db);
        float *probe_w = test_floats(&random, p.weights, test_unit);
        float *probe_b = test_floats(&random, p.g.c_out, test_unit);
        double *wide_w = widen(probe_w, p.weights);
        double *wide_b = widen(probe_b, p.g.c_out);
        oracle_dense(&p.g, p.n, x, wide_w, wide_b, expected, magnitude);
        double bias_magnitude;
        left = inner_product(dw, wide_w, p.weights, &left_magnitude) + inner_product(db, wide_b, p.g.c_out, &bias_magnitude);
        right = inner_product(p.dy, expected, p.out, &right_magnitude);
        test_close("<dw, u>", left, right, left_magnitude + bias_magnitude + right_magnitude, 1e-5);

        free(probe_w);
        free(probe_b);
        free(wide_w);
        free(wide_b);
        free(dw);
        free(db);
        free(dx);
        free(y);
        free(expected);
        free(magnitude);
        free(x);
        free(w);
        free(b);
        release(&p);
    }
    assert_int_equal(cases, CASES / 2);
}

/* Samples one by one and all at once give the same bits: the micro-batch does not matter. */
static void check_micro_batch(const family *kernels, uint64_t seed)
{
    test_random random = test_seed(seed);
    test_coverage coverage = {0};
    int32_t cases = 0;
    for (; cases < 60; cases++) {
        problem p = random_problem(&random, kernels->kind, &coverage, test_spread);
        float *dw_all = test_floats(&random, p.weights, test_spread);
        float *db_all = test_floats(&random, p.g.c_out, test_spread);
        float *dw = test_copy(dw_all, p.weights);
        float *db = test_copy(db_all, p.g.c_out);
        kernels->weight(&p.g, p.n, p.x, p.dy, dw_all, db_all);
        for (int32_t i = 0; i < p.n; i++) {
            kernels->weight(&p.g, 1, p.x + i * (p.in / p.n), p.dy + i * (p.out / p.n), dw, db);
        }
        test_same_bits("dw", dw, dw_all, p.weights);
        test_same_bits("db", db, db_all, p.g.c_out);
        free(dw_all);
        free(db_all);
        free(dw);
        free(db);
        release(&p);
    }
    assert_int_equal(cases, 60);
}

static void general(void **state)
{
    (void)state;
    check_order(&GENERAL, 1);
    check_value(&GENERAL, 2);
    check_micro_batch(&GENERAL, 3);
}

static void pointwise(void **state)
{
    (void)state;
    check_order(&POINTWISE, 4);
    check_value(&POINTWISE, 5);
    check_micro_batch(&POINTWISE, 6);
}

static void depthwise(void **state)
{
    (void)state;
    check_order(&DEPTHWISE, 7);
    check_value(&DEPTHWISE, 8);
    check_micro_batch(&DEPTHWISE, 9);
}

static void general_covers_the_others(void **state)
{
    (void)state;
    check_order(&GENERAL_AS_POINTWISE, 10);
    check_order(&GENERAL_AS_DEPTHWISE, 11);
}

/* Padding is skipped: were it multiplied by zero, an infinite weight would make NaN. */
static void padding_is_skipped(void **state)
{
    (void)state;
    const rp_conv_geometry g = {1, 1, 1, 1, 1, 1, 3, 3, 1, 1, 1, 1, 1, 1, 1, 0};
    const float x = 2.0f;
    float w[9];
    for (int i = 0; i < 9; i++) {
        w[i] = INFINITY;
    }
    w[4] = 3.0f;
    float y = 0.0f;
    float dx = 0.0f;
    forward_kernel *const forward[2] = {rp_conv_f32_fw, rp_conv_dw_f32_fw};
    input_kernel *const input[2] = {rp_conv_f32_bw_input, rp_conv_dw_f32_bw_input};
    for (int i = 0; i < 2; i++) {
        forward[i](&g, 1, &x, w, NULL, &y);
        input[i](&g, 1, &x, w, &dx);
        assert_float_equal(y, 6.0f, 0.0f);
        assert_float_equal(dx, 6.0f, 0.0f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(general), cmocka_unit_test(pointwise), cmocka_unit_test(depthwise), cmocka_unit_test(general_covers_the_others),
        cmocka_unit_test(padding_is_skipped),
    };
    return cmocka_run_group_tests_name("conv", tests, NULL, NULL);
}
