/* Fully connected kernels: bit for bit in the order of docs/numerics.md N2, and against double. */
#include "rp_kernels_f32.h"
#include "rp_test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 400 };

typedef struct {
    rp_linear_geometry g;
    int32_t n, rows;
    float *x, *w, *b, *dy;
} problem;

static problem random_problem(test_random *random)
{
    problem p;
    p.g = (rp_linear_geometry){test_int(random, 1, 5), test_int(random, 1, 13), test_int(random, 1, 13), 0};
    p.n = test_int(random, 0, 3);
    p.rows = p.n * p.g.rows;
    p.x = test_floats(random, p.rows * p.g.k, test_spread);
    p.w = test_floats(random, p.g.m * p.g.k, test_spread);
    p.b = test_int(random, 0, 2) > 0 ? test_floats(random, p.g.m, test_spread) : NULL;
    p.dy = test_floats(random, p.rows * p.g.m, test_spread);
    return p;
}

static void release(problem *p)
{
    free(p->x);
    free(p->w);
    free(p->b);
    free(p->dy);
}

/* The order of the sums is that of the outermost loop of each block below; double beside it. */
static void order_and_value(void **state)
{
    (void)state;
    test_random random = test_seed(20);
    int32_t cases = 0;
    int32_t empty = 0;
    for (; cases < CASES; cases++) {
        problem p = random_problem(&random);
        const int32_t k = p.g.k;
        const int32_t m = p.g.m;
        empty += p.n == 0;

        float *y = test_unwritten(p.rows * m);
        float *expected = test_unwritten(p.rows * m);
        rp_linear_f32_fw(&p.g, p.n, p.x, p.w, p.b, y);
        for (int32_t i = 0; i < p.rows * m; i++) {
            expected[i] = p.b != NULL ? p.b[i % m] : 0.0f;
        }
        for (int32_t j = 0; j < k; j++) {
            for (int32_t i = 0; i < p.rows * m; i++) {
                expected[i] = test_mac(expected[i], p.x[i / m * k + j], p.w[i % m * k + j]);
            }
        }
        test_same_bits("y", y, expected, p.rows * m);
        for (int32_t i = 0; i < p.rows * m; i++) {
            double sum = p.b != NULL ? (double)p.b[i % m] : 0.0;
            double magnitude = fabs(sum);
            for (int32_t j = k - 1; j >= 0; j--) {
                double product = (double)p.x[i / m * k + j] * (double)p.w[i % m * k + j];
                sum += product;
                magnitude += fabs(product);
            }
            test_close("y", (double)y[i], sum, magnitude, 1e-5);
        }
        free(y);
        free(expected);

        float *dx = test_unwritten(p.rows * k);
        expected = test_unwritten(p.rows * k);
        rp_linear_f32_bw_input(&p.g, p.n, p.dy, p.w, dx);
        for (int32_t i = 0; i < p.rows * k; i++) {
            expected[i] = 0.0f;
        }
        for (int32_t j = 0; j < m; j++) {
            for (int32_t i = 0; i < p.rows * k; i++) {
                expected[i] = test_mac(expected[i], p.dy[i / k * m + j], p.w[j * k + i % k]);
            }
        }
        test_same_bits("dx", dx, expected, p.rows * k);
        free(dx);
        free(expected);

        float *dw = test_floats(&random, m * k, test_spread);
        float *db = test_floats(&random, m, test_spread);
        expected = test_copy(dw, m * k);
        float *expected_db = test_copy(db, m);
        rp_linear_f32_bw_weight(&p.g, p.n, p.x, p.dy, dw, p.b != NULL ? db : NULL);
        for (int32_t row = 0; row < p.rows; row++) {
            for (int32_t i = 0; i < m * k; i++) {
                expected[i] = test_mac(expected[i], p.dy[row * m + i / k], p.x[row * k + i % k]);
            }
            for (int32_t i = 0; p.b != NULL && i < m; i++) {
                expected_db[i] = test_add(expected_db[i], p.dy[row * m + i]);
            }
        }
        test_same_bits("dw", dw, expected, m * k);
        test_same_bits("db", db, expected_db, m);
        free(dw);
        free(db);
        free(expected);
        free(expected_db);
        release(&p);
    }
    assert_int_equal(cases, CASES);
    assert_true(empty >= CASES / 10);
    printf("%d cases\n", (int)cases);
}

/* 2^24 + 1 - 2^24: only the ascending order gives 0. */
static void ascending(void **state)
{
    (void)state;
    const rp_linear_geometry g = {1, 3, 1, 0};
    const float x[3] = {0x1p24f, 1.0f, -0x1p24f};
    const float w[3] = {1.0f, 1.0f, 1.0f};
    float y = -1.0f;
    rp_linear_f32_fw(&g, 1, x, w, NULL, &y);
    assert_true(y == 0.0f);
}

/* (1 + 2^-12)^2 - (1 + 2^-11): 2^-24 with one rounding, 0 with two. */
static void accumulation_rounds_as_built(void **state)
{
    (void)state;
    const rp_linear_geometry g = {1, 1, 1, 0};
    const float factor = 1.0f + 0x1p-12f;
    const float b = -(1.0f + 0x1p-11f);
    float y = -1.0f;
    rp_linear_f32_fw(&g, 1, &factor, &factor, &b, &y);
#ifdef RP_ACCUMULATE_FUSED
    assert_true(y == 0x1p-24f);
#else
    assert_true(y == 0.0f);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_and_value), cmocka_unit_test(ascending), cmocka_unit_test(accumulation_rounds_as_built),
    };
    return cmocka_run_group_tests_name("linear", tests, NULL, NULL);
}
