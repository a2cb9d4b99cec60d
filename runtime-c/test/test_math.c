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

/* coefficients[0]*z + coefficients[1], and so on: every step rounded (N4). */
static float horner(const float *coefficients, int32_t count, float z)
{
    float p = coefficients[0];
    for (int32_t i = 1; i < count; i++) {
        p = test_add(test_mul(p, z), coefficients[i]);
    }
    return p;
}

/* N4.1 for arguments without special treatment; the power of two by the C library. */
static float exp_by_steps(float x)
{
    static const float polynomial[6] = {1.9875691e-4f, 1.3981999e-3f, 8.3334519e-3f, 4.1665796e-2f, 1.6666665e-1f, 5.0000001e-1f};
    float t = test_mul(x, 0x1.715476p+0f);
    int n = (int)truncf(test_add(t, copysignf(0.5f, t)));
    float r = test_add(test_add(x, -test_mul((float)n, 0x1.62e400p-1f)), -test_mul((float)n, 0x1.7f7d1cp-20f));
    float y = test_add(test_add(test_mul(horner(polynomial, 6, r), test_mul(r, r)), r), 1.0f);
    return ldexpf(y, n);
}

/* N4.2 for positive finite arguments; mantissa and exponent by the C library. */
static float log_by_steps(float x)
{
    static const float polynomial[9] = {7.0376836292e-2f,  -1.1514610310e-1f, 1.1676998740e-1f,  -1.2420140846e-1f, 1.4249322787e-1f,
                                        -1.6668057665e-1f, 2.0000714765e-1f,  -2.4999993993e-1f, 3.3333331174e-1f};
    int exponent;
    float m = frexpf(x, &exponent);
    if (m < 0x1.6a09e6p-1f) {
        m = 2.0f * m;
        exponent--;
    }
    float f = test_add(m, -1.0f);
    float z = test_mul(f, f);
    float y = test_mul(test_mul(horner(polynomial, 9, f), f), z);
    y = test_add(y, test_mul((float)exponent, -2.12194440e-4f));
    y = test_add(y, -test_mul(0.5f, z));
    return test_add(test_add(f, y), test_mul((float)exponent, 0.693359375f));
}

static float tanh_by_steps(float x)
{
    static const float polynomial[5] = {-5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f};
    if (fabsf(x) < 0.625f) {
        float z = test_mul(x, x);
        return test_add(test_mul(test_mul(horner(polynomial, 5, z), z), x), x);
    }
    float t = exp_by_steps(test_mul(-2.0f, fabsf(x)));
    volatile float r = test_add(1.0f, -t) / test_add(1.0f, t);
    return copysignf(r, x);
}

static float sigmoid_by_steps(float x)
{
    float t = exp_by_steps(-fabsf(x));
    volatile float y = (x < 0.0f ? t : 1.0f) / test_add(1.0f, t);
    return y;
}

static float cosine_by_steps(float t)
{
    static const float polynomial[6] = {1.6059044e-10f, -2.5052108e-8f, 2.7557319e-6f, -1.9841270e-4f, 8.3333333e-3f, -1.6666667e-1f};
    float a = test_mul(test_add(0.5f, -t), 3.14159274f);
    float z = test_mul(a, a);
    return test_add(test_mul(test_mul(horner(polynomial, 6, z), z), a), a);
}

/* Every rounding of N3.4, N3.5 and N4, bit for bit. */
static void roundings(void **state)
{
    (void)state;
    test_random random = test_seed(31);
    int32_t cases = 0;
    for (; cases < 200000; cases++) {
        float x = 40.0f * test_unit(&random);
        float small = test_unit(&random);
        float positive = fabsf(test_spread(&random)) + 0x1p-149f;
        assert_bits(rp_exp_f32(x), exp_by_steps(x));
        assert_bits(rp_log_f32(positive), log_by_steps(positive));
        assert_bits(rp_tanh_f32(small), tanh_by_steps(small));
        assert_bits(rp_tanh_f32(x), tanh_by_steps(x));
        assert_bits(rp_sigmoid_f32(x), sigmoid_by_steps(x));
        assert_bits(rp_cospi_f32(fabsf(small)), cosine_by_steps(fabsf(small)));
    }
    assert_int_equal(cases, 200000);
    for (uint32_t bits = 1; bits < 0x00800000u; bits += 997) { /* subnormal arguments */
        assert_bits(rp_log_f32(from_bits(bits)), log_by_steps(from_bits(bits)));
    }
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
        cmocka_unit_test(roundings),
        cmocka_unit_test(odd_and_complementary),
    };
    return cmocka_run_group_tests_name("math", tests, NULL, NULL);
}
