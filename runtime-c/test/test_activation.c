/* Activations: values from the mathematical definition in double, derivatives from difference quotients of it, and the cases that rounding and comparison
 * decide (zeros, bounds, NaN) bit for bit. */
#include "rp_kernels_f32.h"
#include "rp_kernels_s8.h"
#include "rp_test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 4000 };

static const float ALPHA = 0.1f;
static const float BETA = 0.45f;
static const float LOW = -0.75f;
static const float HIGH = 1.5f;

static void relu_fw(int32_t e, int32_t n, const float *x, float *y) { rp_relu_f32_fw(e, n, x, y); }
static void relu_bw(int32_t e, int32_t n, const float *x, const float *y, const float *dy, float *dx) { (void)x, rp_relu_f32_bw(e, n, y, dy, dx); }
static double relu(double x) { return x > 0 ? x : 0; }
static void leaky_fw(int32_t e, int32_t n, const float *x, float *y) { rp_leaky_relu_f32_fw(e, ALPHA, n, x, y); }
static void leaky_bw(int32_t e, int32_t n, const float *x, const float *y, const float *dy, float *dx)
{
    (void)y, rp_leaky_relu_f32_bw(e, ALPHA, n, x, dy, dx);
}
static double leaky(double x) { return x > 0 ? x : x * (double)ALPHA; }
static void clip_fw(int32_t e, int32_t n, const float *x, float *y) { rp_clip_f32_fw(e, LOW, HIGH, n, x, y); }
static void clip_bw(int32_t e, int32_t n, const float *x, const float *y, const float *dy, float *dx)
{
    (void)x, rp_clip_f32_bw(e, LOW, HIGH, n, y, dy, dx);
}
static double clip(double x) { return fmin(fmax(x, (double)LOW), (double)HIGH); }
static void sigmoid_fw(int32_t e, int32_t n, const float *x, float *y) { rp_sigmoid_f32_fw(e, n, x, y); }
static void sigmoid_bw(int32_t e, int32_t n, const float *x, const float *y, const float *dy, float *dx) { (void)x, rp_sigmoid_f32_bw(e, n, y, dy, dx); }
static double sigmoid(double x) { return 1 / (1 + exp(-x)); }
static void tanh_fw(int32_t e, int32_t n, const float *x, float *y) { rp_tanh_f32_fw(e, n, x, y); }
static void tanh_bw(int32_t e, int32_t n, const float *x, const float *y, const float *dy, float *dx) { (void)x, rp_tanh_f32_bw(e, n, y, dy, dx); }
static void hard_sigmoid_fw(int32_t e, int32_t n, const float *x, float *y) { rp_hard_sigmoid_f32_fw(e, ALPHA, BETA, n, x, y); }
static void hard_sigmoid_bw(int32_t e, int32_t n, const float *x, const float *y, const float *dy, float *dx)
{
    (void)x, rp_hard_sigmoid_f32_bw(e, ALPHA, n, y, dy, dx);
}
static double hard_sigmoid(double x) { return fmin(fmax(x * (double)ALPHA + (double)BETA, 0), 1); }
static void hard_swish_fw(int32_t e, int32_t n, const float *x, float *y) { rp_hard_swish_f32_fw(e, n, x, y); }
static void hard_swish_bw(int32_t e, int32_t n, const float *x, const float *y, const float *dy, float *dx) { (void)y, rp_hard_swish_f32_bw(e, n, x, dy, dx); }
static double hard_swish(double x) { return x * fmin(fmax(x / 6 + 0.5, 0), 1); }

typedef struct {
    const char *name;
    void (*forward)(int32_t, int32_t, const float *, float *);
    void (*backward)(int32_t, int32_t, const float *, const float *, const float *, float *);
    double (*function)(double);
    double kinks[2]; /* where the derivative jumps */
} activation;

static const activation ACTIVATIONS[] = {
    {"relu", relu_fw, relu_bw, relu, {0, 0}},
    {"leaky_relu", leaky_fw, leaky_bw, leaky, {0, 0}},
    {"clip", clip_fw, clip_bw, clip, {-0.75, 1.5}},
    {"sigmoid", sigmoid_fw, sigmoid_bw, sigmoid, {1e9, 1e9}},
    {"tanh", tanh_fw, tanh_bw, tanh, {1e9, 1e9}},
    {"hard_sigmoid", hard_sigmoid_fw, hard_sigmoid_bw, hard_sigmoid, {-4.5, 5.5}},
    {"hard_swish", hard_swish_fw, hard_swish_bw, hard_swish, {-3, 3}},
};

static float up_to_eight(test_random *random)
{
    return 8.0f * test_unit(random);
}

static void values_and_derivatives(void **state)
{
    (void)state;
    test_random random = test_seed(60);
    int32_t derivatives = 0;
    const double step = 1e-5;
    for (size_t a = 0; a < sizeof ACTIVATIONS / sizeof *ACTIVATIONS; a++) {
        const activation *tested = &ACTIVATIONS[a];
        float *x = test_floats(&random, POINTS, up_to_eight);
        float *dy = test_floats(&random, POINTS, test_unit);
        float *y = test_unwritten(POINTS);
        float *dx = test_unwritten(POINTS);
        tested->forward(POINTS / 4, 4, x, y);
        tested->backward(POINTS / 4, 4, x, y, dy, dx);
        for (int32_t i = 0; i < POINTS; i++) {
            double at = (double)x[i];
            test_close(tested->name, (double)y[i], tested->function(at), 1.0 + fabs(at), 2e-7);
            if (fabs(at - tested->kinks[0]) > 2 * step && fabs(at - tested->kinks[1]) > 2 * step) {
                double slope = (tested->function(at + step) - tested->function(at - step)) / (2 * step);
                test_close(tested->name, (double)dx[i], (double)dy[i] * slope, 1.0, 1e-6);
                derivatives++;
            }
        }
        free(x);
        free(dy);
        free(y);
        free(dx);
    }
    assert_true(derivatives > 27500);
    printf("%d derivatives\n", (int)derivatives);
}

/* In place and with no sample. */
static void in_place(void **state)
{
    (void)state;
    test_random random = test_seed(61);
    int32_t cases = 0;
    for (; cases < 200; cases++) {
        const activation *tested = &ACTIVATIONS[cases % 7];
        int32_t elements = test_int(&random, 0, 20);
        int32_t n = test_int(&random, 0, 3);
        float *x = test_floats(&random, elements * n, test_special);
        float *dy = test_floats(&random, elements * n, test_special);
        float *y = test_unwritten(elements * n);
        float *dx = test_unwritten(elements * n);
        float *x_then_y = test_copy(x, elements * n);
        float *dy_then_dx = test_copy(dy, elements * n);
        tested->forward(elements, n, x, y);
        tested->backward(elements, n, x, y, dy, dx);
        tested->forward(elements, n, x_then_y, x_then_y);
        tested->backward(elements, n, x, y, dy_then_dx, dy_then_dx);
        test_same_bits("y in place", x_then_y, y, elements * n);
        test_same_bits("dx in place", dy_then_dx, dx, elements * n);
        free(x);
        free(dy);
        free(y);
        free(dx);
        free(x_then_y);
        free(dy_then_dx);
    }
    assert_int_equal(cases, 200);
}

/* Forward and backward of one value. */
static void assert_at(const activation *tested, float x, float y_expected, float slope_expected)
{
    const float one = 1.0f;
    float y = -77.0f;
    float dx = -77.0f;
    tested->forward(1, 1, &x, &y);
    tested->backward(1, 1, &x, &y, &one, &dx);
    test_same_bits(tested->name, &y, &y_expected, 1);
    test_same_bits(tested->name, &dx, &slope_expected, 1);
}

static void special_values(void **state)
{
    (void)state;
    const activation *a = ACTIVATIONS;
    assert_at(&a[0], -0.0f, 0.0f, 0.0f);
    assert_at(&a[0], NAN, NAN, 0.0f);
    assert_at(&a[0], 0x1p-149f, 0x1p-149f, 1.0f);
    assert_at(&a[0], -INFINITY, 0.0f, 0.0f);
    assert_at(&a[1], 0.0f, 0.0f, ALPHA); /* the slope at 0 is alpha, for both zeros */
    assert_at(&a[1], -0.0f, -0.0f, ALPHA);
    assert_at(&a[1], NAN, NAN, ALPHA);
    assert_at(&a[2], LOW, LOW, 0.0f); /* no gradient on the bounds */
    assert_at(&a[2], HIGH, HIGH, 0.0f);
    assert_at(&a[2], nextafterf(LOW, 0.0f), nextafterf(LOW, 0.0f), 1.0f);
    assert_at(&a[2], -INFINITY, LOW, 0.0f);
    assert_at(&a[2], NAN, NAN, 0.0f);
    assert_at(&a[3], INFINITY, 1.0f, 0.0f);
    assert_at(&a[3], NAN, NAN, NAN);
    assert_at(&a[4], -INFINITY, -1.0f, 0.0f);
    assert_at(&a[4], NAN, NAN, NAN);
    assert_at(&a[5], 100.0f, 1.0f, 0.0f);
    assert_at(&a[5], -100.0f, 0.0f, 0.0f);
    assert_at(&a[5], NAN, NAN, 0.0f);
    assert_at(&a[6], -3.0f, -0.0f, 0.0f);
    assert_at(&a[6], 0.0f, 0.0f, 0.5f);
    assert_at(&a[6], 4.0f, 4.0f, 1.0f);
    assert_at(&a[6], NAN, NAN, NAN);
}

/* Two roundings each, in the order written (N3.4 - N3.7): recomputed step by step. */
static void roundings(void **state)
{
    (void)state;
    test_random random = test_seed(62);
    int32_t cases = 0;
    for (; cases < 5000; cases++) {
        float x = up_to_eight(&random);
        float dy = test_spread(&random);
        float y;
        float dx;
        rp_hard_sigmoid_f32_fw(1, ALPHA, BETA, 1, &x, &y);
        float t = test_add(test_mul(x, ALPHA), BETA);
        float expected = t < 0 ? 0.0f : t > 1 ? 1.0f : t;
        test_same_bits("hard_sigmoid", &y, &expected, 1);
        rp_hard_swish_f32_fw(1, 1, &x, &y);
        t = test_add(test_mul(x, 0x1.555556p-3f), 0.5f);
        expected = test_mul(x, t < 0 ? 0.0f : t > 1 ? 1.0f : t);
        test_same_bits("hard_swish", &y, &expected, 1);
        rp_hard_swish_f32_bw(1, 1, &x, &dy, &dx);
        expected = test_mul(dy, t <= 0 ? 0.0f : t >= 1 ? 1.0f : test_add(test_mul(x, 0x1.555556p-2f), 0.5f));
        test_same_bits("hard_swish gradient", &dx, &expected, 1);
        y = fabsf(test_unit(&random));
        rp_sigmoid_f32_bw(1, 1, &y, &dy, &dx);
        expected = test_mul(dy, test_mul(y, test_add(1.0f, -y)));
        test_same_bits("sigmoid gradient", &dx, &expected, 1);
        rp_tanh_f32_bw(1, 1, &y, &dy, &dx);
        expected = test_mul(dy, test_add(1.0f, -test_mul(y, y)));
        test_same_bits("tanh gradient", &dx, &expected, 1);
    }
    assert_int_equal(cases, 5000);
}

static void table(void **state)
{
    (void)state;
    test_random random = test_seed(63);
    uint8_t *lookup = test_codes(&random, 256);
    uint8_t *x = test_codes(&random, 1000);
    uint8_t *y = test_codes(&random, 1000);
    rp_table_u8(1000, lookup, x, y);
    for (int32_t i = 0; i < 1000; i++) {
        assert_int_equal(y[i], lookup[x[i]]);
    }
    rp_table_u8(1000, lookup, x, x);
    assert_memory_equal(x, y, 1000);
    free(lookup);
    free(x);
    free(y);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_derivatives), cmocka_unit_test(in_place), cmocka_unit_test(special_values),
        cmocka_unit_test(roundings),              cmocka_unit_test(table),
    };
    return cmocka_run_group_tests_name("activation", tests, NULL, NULL);
}
