/* Pointwise convolution and linear in register blocks: bit for bit what the portable kernels give. */
#include "rp_kernels_f32.h"
#include "rp_test.h"

#include <stdio.h>
#include <stdlib.h>

enum { CASES = 400 };

/* How often each awkward case came. */
typedef struct {
    int32_t single, odd, deep, empty, special;
} coverage;

/* Mostly small and odd, now and then more than sixteen, the widest tile. */
static int32_t side(test_random *random)
{
    return test_int(random, 0, 3) == 0 ? test_int(random, 14, 37) : test_int(random, 1, 9);
}

static void count(coverage *c, int32_t rows, int32_t columns, int32_t depth, int32_t n)
{
    c->single += rows == 1 || columns == 1 || depth == 1;
    c->odd += rows % 4 != 0 && columns % 4 != 0 && depth % 4 != 0;
    c->deep += depth > 8;
    c->empty += n == 0;
}

typedef struct {
    float *x, *w, *b, *dy, *dw, *db;
} operands;

static operands random_operands(test_random *random, int32_t x, int32_t w, int32_t outputs, int32_t dy, coverage *c)
{
    float (*value)(test_random *) = test_int(random, 0, 2) == 0 ? test_special : test_spread;
    c->special += value == test_special;
    operands o = {
        test_floats(random, x, value),
        test_floats(random, w, value),
        test_int(random, 0, 2) > 0 ? test_floats(random, outputs, value) : NULL,
        test_floats(random, dy, value),
        test_floats(random, w, value),
        test_floats(random, outputs, value),
    };
    return o;
}

static void release(operands *o)
{
    free(o->x);
    free(o->w);
    free(o->b);
    free(o->dy);
    free(o->dw);
    free(o->db);
}

static void compare(const char *what, float *actual, float *expected, int32_t elements)
{
    test_same_bits(what, actual, expected, elements);
    free(actual);
    free(expected);
}

static void check(const coverage *c, int32_t cases)
{
    assert_int_equal(cases, CASES);
    assert_true(c->single >= CASES / 10);
    assert_true(c->odd >= CASES / 10);
    assert_true(c->deep >= CASES / 10);
    assert_true(c->empty >= CASES / 20);
    assert_true(c->special >= CASES / 5);
    printf("%d cases\n", (int)cases);
}

static void pointwise(void **state)
{
    (void)state;
    test_random random = test_seed(30);
    coverage covered = {0, 0, 0, 0, 0};
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        const int32_t c_in = side(&random);
        const int32_t c_out = side(&random);
        const int32_t h = test_int(&random, 1, 6);
        const int32_t w = test_int(&random, 1, 6);
        const int32_t n = test_int(&random, 0, 3);
        const rp_conv_geometry g = {c_in, h, w, c_out, h, w, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0};
        const int32_t x_count = n * c_in * h * w;
        const int32_t y_count = n * c_out * h * w;
        operands o = random_operands(&random, x_count, c_in * c_out, c_out, y_count, &covered);
        count(&covered, c_out, h * w, c_in, n);

        float *y = test_unwritten(y_count);
        float *expected = test_unwritten(y_count);
        rp_conv_pw_f32_fw(&g, n, o.x, o.w, o.b, expected);
        rp_conv_pw_f32_fw_vfp(&g, n, o.x, o.w, o.b, y);
        compare("y", y, expected, y_count);

        float *dx = test_unwritten(x_count);
        expected = test_unwritten(x_count);
        rp_conv_pw_f32_bw_input(&g, n, o.dy, o.w, expected);
        rp_conv_pw_f32_bw_input_vfp(&g, n, o.dy, o.w, dx);
        compare("dx", dx, expected, x_count);

        float *dw = test_copy(o.dw, c_in * c_out);
        float *db = o.b == NULL ? NULL : test_copy(o.db, c_out);
        rp_conv_pw_f32_bw_weight(&g, n, o.x, o.dy, dw, db);
        rp_conv_pw_f32_bw_weight_vfp(&g, n, o.x, o.dy, o.dw, o.b == NULL ? NULL : o.db);
        test_same_bits("dw", o.dw, dw, c_in * c_out);
        if (db != NULL) {
            test_same_bits("db", o.db, db, c_out);
        }
        free(dw);
        free(db);
        release(&o);
    }
    check(&covered, cases);
}

static void linear(void **state)
{
    (void)state;
    test_random random = test_seed(31);
    coverage covered = {0, 0, 0, 0, 0};
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        const int32_t rows = test_int(&random, 0, 2) == 0 ? test_int(&random, 2, 7) : 1;
        const rp_linear_geometry g = {rows, side(&random), side(&random), 0};
        const int32_t n = test_int(&random, 0, 3);
        const int32_t x_count = n * rows * g.k;
        const int32_t y_count = n * rows * g.m;
        operands o = random_operands(&random, x_count, g.k * g.m, g.m, y_count, &covered);
        count(&covered, n * rows, g.m, g.k, n);

        float *y = test_unwritten(y_count);
        float *expected = test_unwritten(y_count);
        rp_linear_f32_fw(&g, n, o.x, o.w, o.b, expected);
        rp_linear_f32_fw_vfp(&g, n, o.x, o.w, o.b, y);
        compare("y", y, expected, y_count);

        float *dx = test_unwritten(x_count);
        expected = test_unwritten(x_count);
        rp_linear_f32_bw_input(&g, n, o.dy, o.w, expected);
        rp_linear_f32_bw_input_vfp(&g, n, o.dy, o.w, dx);
        compare("dx", dx, expected, x_count);

        float *dw = test_copy(o.dw, g.k * g.m);
        float *db = o.b == NULL ? NULL : test_copy(o.db, g.m);
        rp_linear_f32_bw_weight(&g, n, o.x, o.dy, dw, db);
        rp_linear_f32_bw_weight_vfp(&g, n, o.x, o.dy, o.dw, o.b == NULL ? NULL : o.db);
        test_same_bits("dw", o.dw, dw, g.k * g.m);
        if (db != NULL) {
            test_same_bits("db", o.db, db, g.m);
        }
        free(dw);
        free(db);
        release(&o);
    }
    check(&covered, cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pointwise), cmocka_unit_test(linear)};
    return cmocka_run_group_tests_name("matmul_vfp", tests, NULL, NULL);
}
