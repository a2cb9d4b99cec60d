/* Softmax, log-softmax and cross-entropy: the definitions in double, gradients by difference quotients, orders bit for bit. */
#include "rp_kernels_f32.h"
#include "rp_numeric.h"
#include "rp_test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 300, LONGEST = 40 };

static rp_axis_geometry random_geometry(test_random *random)
{
    return (rp_axis_geometry){test_int(random, 1, 3), test_int(random, 1, 12), test_int(random, 1, 4)};
}

/* Index of the first element of vector `v` of [n*outer][axis][inner]; the next lie `inner` apart. */
static int32_t start_of(const rp_axis_geometry *g, int32_t v)
{
    return v / g->inner * g->axis * g->inner + v % g->inner;
}

static float wide(test_random *random)
{
    return 12.0f * test_unit(random);
}

/* softmax(x)[i] in double. */
static double softmax(int32_t count, const double *x, int32_t i)
{
    double m = x[0];
    double sum = 0.0;
    for (int32_t j = 1; j < count; j++) {
        m = fmax(m, x[j]);
    }
    for (int32_t j = 0; j < count; j++) {
        sum += exp(x[j] - m);
    }
    return exp(x[i] - m) / sum;
}

/* sum of dy*f(x), f softmax or its logarithm: its difference quotients are the gradient. */
static double weighted(int32_t count, const double *x, const double *dy, int logarithm)
{
    double sum = 0.0;
    for (int32_t i = 0; i < count; i++) {
        double p = softmax(count, x, i);
        sum += dy[i] * (logarithm ? log(p) : p);
    }
    return sum;
}

static void check_values(int logarithm, uint64_t seed)
{
    test_random random = test_seed(seed);
    int32_t cases = 0;
    const double step = 1e-4;
    for (; cases < CASES; cases++) {
        rp_axis_geometry g = random_geometry(&random);
        int32_t n = test_int(&random, 0, 3);
        int32_t vectors = n * g.outer * g.inner;
        float *x = test_floats(&random, vectors * g.axis, wide);
        float *dy = test_floats(&random, vectors * g.axis, test_unit);
        float *y = test_unwritten(vectors * g.axis);
        float *dx = test_unwritten(vectors * g.axis);
        if (logarithm) {
            rp_log_softmax_f32_fw(&g, n, x, y);
            rp_log_softmax_f32_bw(&g, n, y, dy, dx);
        } else {
            rp_softmax_f32_fw(&g, n, x, y);
            rp_softmax_f32_bw(&g, n, y, dy, dx);
        }
        for (int32_t v = 0; v < vectors; v++) {
            double vector[LONGEST];
            double slope[LONGEST];
            for (int32_t i = 0; i < g.axis; i++) {
                vector[i] = (double)x[start_of(&g, v) + i * g.inner];
                slope[i] = (double)dy[start_of(&g, v) + i * g.inner];
            }
            for (int32_t i = 0; i < g.axis; i++) {
                int32_t at = start_of(&g, v) + i * g.inner;
                double p = softmax(g.axis, vector, i);
                double kept = vector[i];
                test_close("y", (double)y[at], logarithm ? log(p) : p, logarithm ? 25.0 : p, 3e-6); /* x - m of up to 24 is rounded before exp */
                vector[i] = kept + step;
                double above = weighted(g.axis, vector, slope, logarithm);
                vector[i] = kept - step;
                double below = weighted(g.axis, vector, slope, logarithm);
                vector[i] = kept;
                test_close("dx", (double)dx[at], (above - below) / (2 * step), 12.0, 1e-6);
            }
        }
        free(x);
        free(dy);
        free(y);
        free(dx);
    }
    assert_int_equal(cases, CASES);
}

static void values(void **state)
{
    (void)state;
    check_values(0, 91);
    check_values(1, 92);
}

/* N3.12, N3.13 step by step. */
static void orders(void **state)
{
    (void)state;
    test_random random = test_seed(93);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        int32_t count = test_int(&random, 1, LONGEST);
        rp_axis_geometry g = {1, count, 1};
        float *x = test_floats(&random, count, wide);
        float *dy = test_floats(&random, count, test_spread);
        float y[LONGEST];
        float log_y[LONGEST];
        float dx[LONGEST];
        float log_dx[LONGEST];
        rp_softmax_f32_fw(&g, 1, x, y);
        rp_log_softmax_f32_fw(&g, 1, x, log_y);
        rp_softmax_f32_bw(&g, 1, y, dy, dx);
        rp_log_softmax_f32_bw(&g, 1, log_y, dy, log_dx);
        float m = x[0];
        float s = 0.0f;
        float d = 0.0f;
        float log_d = 0.0f;
        for (int32_t i = 0; i < count; i++) {
            m = x[i] > m ? x[i] : m;
        }
        for (int32_t i = 0; i < count; i++) {
            s = test_add(s, rp_exp_f32(test_add(x[i], -m)));
            d = test_add(d, test_mul(dy[i], y[i]));
            log_d = test_add(log_d, dy[i]);
        }
        for (int32_t i = 0; i < count; i++) {
            volatile float p = rp_exp_f32(test_add(x[i], -m)) / s;
            const float expected[4] = {p, test_add(test_add(x[i], -m), -rp_log_f32(s)), test_mul(y[i], test_add(dy[i], -d)),
                                       test_add(dy[i], -test_mul(rp_exp_f32(log_y[i]), log_d))};
            test_same_bits("softmax", y + i, expected, 1);
            test_same_bits("log-softmax", log_y + i, expected + 1, 1);
            test_same_bits("softmax gradient", dx + i, expected + 2, 1);
            test_same_bits("log-softmax gradient", log_dx + i, expected + 3, 1);
        }
        free(x);
        free(dy);
    }
    assert_int_equal(cases, CASES);
}

static void cross_entropy(void **state)
{
    (void)state;
    test_random random = test_seed(94);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        int32_t classes = test_int(&random, 1, LONGEST);
        int32_t n = test_int(&random, 0, 4);
        float inverse = 1.0f / (float)test_int(&random, 1, 21);
        float *x = test_floats(&random, n * classes, wide);
        float *d = test_unwritten(n * classes);
        float *in_place = test_copy(x, n * classes);
        float losses[4] = {0};
        float losses_in_place[4] = {0};
        uint16_t labels[4];
        for (int32_t i = 0; i < 4; i++) {
            labels[i] = (uint16_t)test_int(&random, 0, classes - 1);
        }
        rp_softmax_cross_entropy_f32(classes, n, x, labels, inverse, losses, d);
        rp_softmax_cross_entropy_f32(classes, n, in_place, labels, inverse, losses_in_place, in_place);
        test_same_bits("in place", in_place, d, n * classes);
        test_same_bits("losses in place", losses_in_place, losses, n);
        for (int32_t sample = 0; sample < n; sample++) {
            float y[LONGEST];
            double vector[LONGEST];
            const rp_axis_geometry g = {1, classes, 1};
            const float *logits = x + sample * classes;
            rp_softmax_f32_fw(&g, 1, logits, y);
            for (int32_t i = 0; i < classes; i++) {
                vector[i] = (double)logits[i];
            }
            for (int32_t i = 0; i < classes; i++) {
                float expected = test_mul(test_add(y[i], i == labels[sample] ? -1.0f : 0.0f), inverse);
                test_same_bits("d", d + sample * classes + i, &expected, 1);
            }
            float m = logits[0];
            float s = 0.0f;
            for (int32_t i = 0; i < classes; i++) {
                m = logits[i] > m ? logits[i] : m;
            }
            for (int32_t i = 0; i < classes; i++) {
                s = test_add(s, rp_exp_f32(test_add(logits[i], -m)));
            }
            const float loss = test_add(rp_log_f32(s), -test_add(logits[labels[sample]], -m));
            test_same_bits("loss", &losses[sample], &loss, 1);
            test_close("loss", (double)losses[sample], -log(softmax(classes, vector, labels[sample])), 25.0, 1e-6);
        }
        free(x);
        free(d);
        free(in_place);
    }
    assert_int_equal(cases, CASES);
}

static void special_values(void **state)
{
    (void)state;
    const rp_axis_geometry g = {1, 3, 1};
    float y[3];
    const float with_nan[3] = {1.0f, NAN, 2.0f};
    const float nans[3] = {NAN, NAN, NAN};
    rp_softmax_f32_fw(&g, 1, with_nan, y);
    test_same_bits("NaN", y, nans, 3);
    const float with_infinity[3] = {1.0f, -INFINITY, 1.0f};
    const float halves[3] = {0.5f, 0.0f, 0.5f};
    rp_softmax_f32_fw(&g, 1, with_infinity, y);
    test_same_bits("-inf", y, halves, 3);
    const float huge[3] = {3e38f, 3e38f, -3e38f};
    const float without_overflow[3] = {0.5f, 0.5f, 0.0f};
    rp_softmax_f32_fw(&g, 1, huge, y);
    test_same_bits("huge", y, without_overflow, 3);
    float loss = -1.0f;
    float d[3];
    const uint16_t label = 2;
    rp_softmax_cross_entropy_f32(3, 1, huge, &label, 1.0f, &loss, d);
    assert_true(isinf(loss) && loss > 0.0f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),         cmocka_unit_test(orders),
        cmocka_unit_test(cross_entropy), cmocka_unit_test(special_values),
    };
    return cmocka_run_group_tests_name("softmax", tests, NULL, NULL);
}
