/* Elementary functions of docs/numerics.md N4 against the C library in double. */
#include "rp_numeric.h"
#include "rp_test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static float from_bits(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Distance from the true value in units of the last place of binary32 there. */
static double ulps(float actual, double expected)
{
    int exponent;
    frexp(expected, &exponent);
    double unit = ldexp(1.0, (exponent < -125 ? -125 : exponent) - 24);
    return fabs((double)actual - expected) / unit;
}

/* Every `step`-th binary32 of both signs in low..high; returns the largest error and counts the points. */
static double largest_error(float (*function)(float), double (*reference)(double), float low, float high, uint32_t step, int32_t *points)
{
    double largest = 0.0;
    *points = 0;
    for (uint64_t bits = 0; bits <= 0xffffffffu; bits += step) {
        float x = from_bits((uint32_t)bits);
        if (x >= low && x <= high) {
            double error = ulps(function(x), reference((double)x));
            largest = error > largest ? error : largest;
            (*points)++;
        }
    }
    return largest;
}

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

static double cosine(double t)
{
    return cos(3.14159265358979323846 * t);
}

static void errors_are_small(void **state)
{
    (void)state;
    enum { STEP = 2999 };
    int32_t points;
    double error = largest_error(rp_exp_f32, exp, -87.3f, 88.7f, STEP, &points);
    printf("exp: %.2f ulp at %d points\n", error, (int)points);
    assert_true(error <= 2.0 && points > 700000);
    error = largest_error(rp_log_f32, log, 0x1p-149f, 3e38f, STEP, &points);
    printf("log: %.2f ulp at %d points\n", error, (int)points);
    assert_true(error <= 2.0 && points > 700000);
    error = largest_error(rp_tanh_f32, tanh, -50.0f, 50.0f, STEP, &points);
    printf("tanh: %.2f ulp at %d points\n", error, (int)points);
    assert_true(error <= 4.0 && points > 700000);
    error = largest_error(rp_sigmoid_f32, sigmoid, -87.3f, 50.0f, STEP, &points);
    printf("sigmoid: %.2f ulp at %d points\n", error, (int)points);
    assert_true(error <= 4.0 && points > 700000);
    error = largest_error(rp_cospi_f32, cosine, 0.0f, 0.498f, STEP, &points);
    printf("cos(pi*t): %.2f ulp at %d points\n", error, (int)points);
    assert_true(error <= 3.0 && points > 300000);
}

/* Towards its zero at 1/2 the cosine's error is absolute: t itself is rounded. */
static void cosine_near_its_zero(void **state)
{
    (void)state;
    int32_t points = 0;
    for (float t = 0.498f; t <= 1.0f; t += 0x1p-16f) {
        assert_true(fabs((double)rp_cospi_f32(t) - cosine((double)t)) < 2e-7);
        points++;
    }
    assert_true(points > 30000);
    assert_true(rp_cospi_f32(0.5f) == 0.0f);
    assert_true(ulps(rp_cospi_f32(0.0f), 1.0) <= 3.0);
    assert_true(rp_cospi_f32(1.0f) == -rp_cospi_f32(0.0f));
}

static void assert_bits(float actual, float expected)
{
    if (!test_is_same(actual, expected)) {
        fail_msg("%a, expected %a", (double)actual, (double)expected);
    }
}

static void special_values(void **state)
{
    (void)state;
    assert_bits(rp_exp_f32(NAN), NAN);
    assert_bits(rp_exp_f32(INFINITY), INFINITY);
    assert_bits(rp_exp_f32(-INFINITY), 0.0f);
    assert_bits(rp_exp_f32(0.0f), 1.0f);
    assert_bits(rp_exp_f32(-0.0f), 1.0f);
    assert_bits(rp_exp_f32(nextafterf(88.72283f, 100.0f)), INFINITY);
    assert_true(isfinite(rp_exp_f32(88.722f)));
    assert_bits(rp_exp_f32(nextafterf(-87.33654f, -100.0f)), 0.0f);
    assert_true(rp_exp_f32(-87.33654f) > 0.0f);
    assert_bits(rp_log_f32(NAN), NAN);
    assert_bits(rp_log_f32(-1.0f), NAN);
    assert_bits(rp_log_f32(-INFINITY), NAN);
    assert_bits(rp_log_f32(0.0f), -INFINITY);
    assert_bits(rp_log_f32(-0.0f), -INFINITY);
    assert_bits(rp_log_f32(INFINITY), INFINITY);
    assert_bits(rp_log_f32(1.0f), 0.0f);
    assert_bits(rp_tanh_f32(NAN), NAN);
    assert_bits(rp_tanh_f32(INFINITY), 1.0f);
    assert_bits(rp_tanh_f32(-INFINITY), -1.0f);
    assert_bits(rp_tanh_f32(0.0f), 0.0f);
    assert_bits(rp_tanh_f32(-0.0f), 0.0f); /* N4.3 */
    assert_bits(rp_sigmoid_f32(NAN), NAN);
    assert_bits(rp_sigmoid_f32(INFINITY), 1.0f);
    assert_bits(rp_sigmoid_f32(-INFINITY), 0.0f);
    assert_bits(rp_sigmoid_f32(0.0f), 0.5f);
    assert_bits(rp_sigmoid_f32(-0.0f), 0.5f);
}

static void odd_and_complementary(void **state)
{
    (void)state;
    test_random random = test_seed(30);
    int32_t cases = 0;
    for (; cases < 20000; cases++) {
        float x = test_spread(&random);
        if (x != 0.0f) {
            assert_bits(rp_tanh_f32(-x), -rp_tanh_f32(x));
        }
        assert_true(fabs((double)rp_sigmoid_f32(x) + (double)rp_sigmoid_f32(-x) - 1.0) < 2e-7);
    }
    assert_int_equal(cases, 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_small),
        cmocka_unit_test(cosine_near_its_zero),
        cmocka_unit_test(special_values),
        cmocka_unit_test(odd_and_complementary),
    };
    return cmocka_run_group_tests_name("math", tests, NULL, NULL);
}
