/* SGD: PyTorch's rule in double over many steps, and every rounding of docs/numerics.md N5. */
#include "rp_kernels_f32.h"
#include "rp_test.h"

#include <math.h>
#include <stdlib.h>

enum { COUNT = 101, STEPS = 50 };

typedef enum { PLAIN, CLASSICAL, NESTEROV } rule;

static void update(rule kind, float lr, float wd, float mu, const float *g, float *v, float *w)
{
    switch (kind) {
    case PLAIN:
        rp_sgd_f32(COUNT, lr, wd, g, w);
        break;
    case CLASSICAL:
        rp_sgd_momentum_f32(COUNT, lr, wd, mu, g, v, w);
        break;
    default:
        rp_sgd_nesterov_f32(COUNT, lr, wd, mu, g, v, w);
        break;
    }
}

/* STEPS updates; the state is kept twice, rounded step by step and in double. */
static void run(rule kind, float lr, float wd, float mu, test_random *random)
{
    float *w = test_floats(random, COUNT, test_unit);
    float *v = test_allocate(COUNT * sizeof *v);
    double exact_w[COUNT];
    double exact_v[COUNT];
    for (int32_t i = 0; i < COUNT; i++) {
        v[i] = 0.0f;
        exact_w[i] = (double)w[i];
        exact_v[i] = 0.0;
    }
    for (int32_t step = 0; step < STEPS; step++) {
        float *g = test_floats(random, COUNT, test_unit);
        float *g_before = test_copy(g, COUNT);
        float *w_before = test_copy(w, COUNT);
        float *v_before = test_copy(v, COUNT);
        update(kind, lr, wd, mu, g, v, w);
        test_same_bits("g stays (N5.3)", g, g_before, COUNT);
        for (int32_t i = 0; i < COUNT; i++) {
            float decayed = wd == 0.0f ? g[i] : test_add(g[i], test_mul(wd, w_before[i]));
            float velocity = kind == PLAIN ? v_before[i] : test_add(test_mul(mu, v_before[i]), decayed);
            float direction = kind == PLAIN ? decayed : (kind == CLASSICAL ? velocity : test_add(decayed, test_mul(mu, velocity)));
            float expected = test_add(w_before[i], -test_mul(lr, direction));
            test_same_bits("v", v + i, &velocity, 1);
            test_same_bits("w", w + i, &expected, 1);

            double exact_g = (double)g[i] + (double)wd * exact_w[i];
            exact_v[i] = (double)mu * exact_v[i] + exact_g;
            double exact_direction = kind == PLAIN ? exact_g : (kind == CLASSICAL ? exact_v[i] : exact_g + (double)mu * exact_v[i]);
            exact_w[i] -= (double)lr * exact_direction;
            test_close("w against double", (double)w[i], exact_w[i], 10.0, 1e-6);
        }
        free(g);
        free(g_before);
        free(w_before);
        free(v_before);
    }
    free(w);
    free(v);
}

static void rules(void **state)
{
    (void)state;
    test_random random = test_seed(100);
    int32_t cases = 0;
    for (int32_t kind = PLAIN; kind <= NESTEROV; kind++) {
        for (int32_t decay = 0; decay < 2; decay++) {
            for (int32_t i = 0; i < 5; i++) {
                run((rule)kind, 0.01f * (float)(i + 1), decay ? 5e-4f * (float)(i + 1) : 0.0f, 0.9f - 0.1f * (float)i, &random);
                cases++;
            }
        }
    }
    assert_int_equal(cases, 30);
}

/* Without decay an infinite weight does not make the gradient NaN; count 0 touches nothing. */
static void no_decay_is_no_product(void **state)
{
    (void)state;
    const float g = 1.0f;
    float w = INFINITY;
    rp_sgd_f32(1, 0.5f, 0.0f, &g, &w);
    assert_true(isinf(w));
    rp_sgd_f32(0, 0.5f, 0.0f, NULL, NULL);
    rp_sgd_momentum_f32(0, 0.5f, 0.0f, 0.9f, NULL, NULL, NULL);
    rp_sgd_nesterov_f32(0, 0.5f, 0.0f, 0.9f, NULL, NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rules), cmocka_unit_test(no_decay_is_no_product)};
    return cmocka_run_group_tests_name("optimiser", tests, NULL, NULL);
}
