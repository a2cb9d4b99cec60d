/* Elementwise operators: operands are found from the output's linear index by division, gradients by asking of every output which element it used. */
#include "rp_kernels_f32.h"
#include "rp_kernels_s8.h"
#include "rp_test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 400 };

/* Random axes; each operand misses some of them. Contiguous without the missing axes. */
static rp_broadcast_geometry random_geometry(test_random *random, int32_t *elements, int32_t *elements_a, int32_t *elements_b)
{
    rp_broadcast_geometry g;
    int32_t a = 1;
    int32_t b = 1;
    *elements = 1;
    int32_t kind = test_int(random, 0, 3); /* both whole; b broadcast; a broadcast; both */
    for (int32_t axis = 4; axis >= 0; axis--) {
        g.dims[axis] = test_int(random, 0, 2) == 0 ? 1 : test_int(random, 1, 5);
        int has_a = (kind & 2) == 0 || test_int(random, 0, 1);
        int has_b = (kind & 1) == 0 || test_int(random, 0, 1);
        g.stride_a[axis] = has_a ? a : 0;
        g.stride_b[axis] = has_b ? b : 0;
        a *= has_a ? g.dims[axis] : 1;
        b *= has_b ? g.dims[axis] : 1;
        *elements *= g.dims[axis];
    }
    g.a_sample = a;
    g.b_sample = test_int(random, 0, 2) == 0 ? 0 : b; /* a constant operand */
    *elements_a = a;
    *elements_b = b;
    return g;
}

/* Offset of the operand's element at the output's linear index. */
static int32_t offset(const int32_t *dims, const int32_t *stride, int32_t index)
{
    int32_t at = 0;
    for (int32_t axis = 4; axis >= 0; axis--) {
        at += index % dims[axis] * stride[axis];
        index /= dims[axis];
    }
    return at;
}

typedef struct {
    rp_broadcast_geometry g;
    int32_t n, elements, elements_a, elements_b;
    float *a, *b, *dy;
} problem;

static problem random_problem(test_random *random)
{
    problem p;
    p.g = random_geometry(random, &p.elements, &p.elements_a, &p.elements_b);
    p.n = test_int(random, 0, 3);
    p.a = test_floats(random, p.n * p.elements_a, test_special);
    p.b = test_floats(random, (p.g.b_sample == 0 ? 1 : p.n) * p.elements_b, test_special);
    p.dy = test_floats(random, p.n * p.elements, test_special);
    return p;
}

static void release(problem *p)
{
    free(p->a);
    free(p->b);
    free(p->dy);
}

static float a_of(const problem *p, int32_t i)
{
    return p->a[i / p->elements * p->g.a_sample + offset(p->g.dims, p->g.stride_a, i % p->elements)];
}

static float b_of(const problem *p, int32_t i)
{
    return p->b[i / p->elements * p->g.b_sample + offset(p->g.dims, p->g.stride_b, i % p->elements)];
}

static void forward(void **state)
{
    (void)state;
    test_random random = test_seed(70);
    int32_t cases = 0;
    int32_t broadcast = 0;
    for (; cases < CASES; cases++) {
        problem p = random_problem(&random);
        broadcast += p.elements_a < p.elements || p.elements_b < p.elements;
        int32_t count = p.n * p.elements;
        float *y[4];
        for (int32_t k = 0; k < 4; k++) {
            y[k] = test_unwritten(count);
        }
        rp_add_f32_fw(&p.g, p.n, p.a, p.b, y[0]);
        rp_sub_f32_fw(&p.g, p.n, p.a, p.b, y[1]);
        rp_mul_f32_fw(&p.g, p.n, p.a, p.b, y[2]);
        rp_div_f32_fw(&p.g, p.n, p.a, p.b, y[3]);
        for (int32_t i = 0; i < count; i++) {
            float a = a_of(&p, i);
            float b = b_of(&p, i);
            const float expected[4] = {test_add(a, b), test_add(a, -b), test_mul(a, b), (float)((double)a / (double)b)};
            for (int32_t k = 0; k < 4; k++) {
                test_same_bits("y", &y[k][i], &expected[k], 1);
            }
        }
        for (int32_t k = 0; k < 4; k++) {
            free(y[k]);
        }
        release(&p);
    }
    assert_int_equal(cases, CASES);
    assert_true(broadcast > CASES / 3);
}

/* What a gradient kernel computes per output, and how it is called. */
typedef struct {
    const char *name;
    void (*kernel)(const problem *, const float *y, float *d);
    float (*term)(float dy, float y, float b);
    int of_b; /* the gradient has b's shape */
} gradient;

static void run_add(const problem *p, const float *y, float *d) { (void)y, rp_add_f32_bw(&p->g, 1, p->n, p->dy, d); }
static float term_add(float dy, float y, float b) { return (void)y, (void)b, dy; }
static void run_sub(const problem *p, const float *y, float *d) { (void)y, rp_add_f32_bw(&p->g, -1, p->n, p->dy, d); }
static float term_sub(float dy, float y, float b) { return (void)y, (void)b, -dy; }
static void run_mul(const problem *p, const float *y, float *d) { (void)y, rp_mul_f32_bw(&p->g, p->n, p->b, p->dy, d); }
static float term_mul(float dy, float y, float b) { return (void)y, test_mul(dy, b); }
static void run_div_a(const problem *p, const float *y, float *d) { (void)y, rp_div_f32_bw_a(&p->g, p->n, p->b, p->dy, d); }
static float term_div_a(float dy, float y, float b) { return (void)y, (float)((double)dy / (double)b); }
static void run_div_b(const problem *p, const float *y, float *d) { rp_div_f32_bw_b(&p->g, p->n, y, p->b, p->dy, d); }
static float term_div_b(float dy, float y, float b) { return -(float)((double)test_mul(dy, y) / (double)b); }

static const gradient GRADIENTS[] = {
    {"add", run_add, term_add, 0},       {"sub", run_sub, term_sub, 0},       {"mul", run_mul, term_mul, 0},
    {"div a", run_div_a, term_div_a, 0}, {"div b", run_div_b, term_div_b, 1},
};

static void backward(void **state)
{
    (void)state;
    test_random random = test_seed(71);
    int32_t cases = 0;
    int32_t summed = 0;
    int32_t plain = 0;
    for (; cases < CASES; cases++) {
        problem p = random_problem(&random);
        p.g.b_sample = p.elements_b;
        free(p.b);
        p.b = test_floats(&random, p.n * p.elements_b, test_special);
        float *y = test_floats(&random, p.n * p.elements, test_special);
        for (size_t k = 0; k < sizeof GRADIENTS / sizeof *GRADIENTS; k++) {
            const gradient *tested = &GRADIENTS[k];
            int32_t per_sample = tested->of_b ? p.elements_b : p.elements_a;
            const int32_t *stride = tested->of_b ? p.g.stride_b : p.g.stride_a;
            float *d = test_unwritten(p.n * per_sample);
            tested->kernel(&p, y, d);
            for (int32_t j = 0; j < p.n * per_sample; j++) {
                float sum = 0.0f;
                for (int32_t i = 0; i < p.elements; i++) {
                    int32_t at = j / per_sample * p.elements + i;
                    if (offset(p.g.dims, stride, i) == j % per_sample) {
                        float term = tested->term(p.dy[at], y[at], b_of(&p, at));
                        sum = per_sample == p.elements ? term : test_add(sum, term);
                    }
                }
                test_same_bits(tested->name, d + j, &sum, 1);
            }
            summed += per_sample < p.elements;
            plain += per_sample == p.elements;
            free(d);
        }
        free(y);
        release(&p);
    }
    assert_int_equal(cases, CASES);
    assert_true(summed > CASES && plain > CASES);
    printf("%d gradients summed, %d plain\n", (int)summed, (int)plain);
}

static void accumulate(void **state)
{
    (void)state;
    test_random random = test_seed(72);
    float *c = test_floats(&random, 600, test_special);
    float *d = test_floats(&random, 600, test_special);
    float *before = test_copy(d, 600);
    rp_accumulate_f32(200, 3, c, d);
    for (int32_t i = 0; i < 600; i++) {
        float expected = test_add(before[i], c[i]);
        test_same_bits("d", d + i, &expected, 1);
    }
    free(c);
    free(d);
    free(before);
}

/* N6.4 in 64 bits with floor by division; and in double, where it is within one step of the exact sum. */
static void add_codes(void **state)
{
    (void)state;
    test_random random = test_seed(73);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        int32_t elements = test_int(&random, 0, 64);
        int exact = test_int(&random, 0, 1); /* powers of two: sums that lie half way between two codes */
        double ratio_a = exact ? ldexp(1.0, -test_int(&random, 0, 3)) : exp(2.0 * (double)test_unit(&random));
        double ratio_b = exact ? ldexp(1.0, -test_int(&random, 0, 3)) : exp(2.0 * (double)test_unit(&random));
        rp_add_u8_parameters p = {test_int(&random, 0, 255), test_int(&random, 0, 255), test_int(&random, 0, 255), 0, 0, 22, 0, 255};
        while (ldexp(fmax(ratio_a, ratio_b), p.r) > 0x1p21) {
            p.r--;
        }
        p.m_a = (int32_t)lround(ldexp(ratio_a, p.r));
        p.m_b = (int32_t)lround(ldexp(ratio_b, p.r));
        if (test_int(&random, 0, 1)) {
            p.m_b = -p.m_b;
            ratio_b = -ratio_b;
        }
        if (test_int(&random, 0, 1)) {
            p.low = test_int(&random, 0, 100);
            p.high = test_int(&random, 150, 255);
        }
        uint8_t *a = test_codes(&random, elements);
        uint8_t *b = test_codes(&random, elements);
        uint8_t *y = test_codes(&random, elements);
        rp_add_u8(elements, &p, a, b, y);
        for (int32_t i = 0; i < elements; i++) {
            int64_t scaled = (int64_t)(a[i] - p.zp_a) * p.m_a + (int64_t)(b[i] - p.zp_b) * p.m_b;
            int64_t power = (int64_t)1 << p.r;
            int64_t code = p.zp_out + test_floor_div(scaled + power / 2, power);
            code = code < p.low ? p.low : (code > p.high ? p.high : code);
            assert_int_equal(y[i], code);
            double sum = (a[i] - p.zp_a) * ratio_a + (b[i] - p.zp_b) * ratio_b + p.zp_out;
            assert_true(fabs(y[i] - fmin(fmax(sum, p.low), p.high)) <= 0.501);
        }
        rp_add_u8(elements, &p, a, b, a); /* in place */
        test_same_codes("in place", a, y, elements);
        free(a);
        free(b);
        free(y);
    }
    assert_int_equal(cases, CASES);
}

static void mul_codes(void **state)
{
    (void)state;
    test_random random = test_seed(74);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        int32_t elements;
        int32_t elements_a;
        int32_t elements_b;
        rp_broadcast_geometry g = random_geometry(&random, &elements, &elements_a, &elements_b);
        rp_mul_u8_parameters p = {test_int(&random, 0, 255), test_int(&random, 0, 255), test_int(&random, 0, 255), {0, 0, 0}, 0, 255};
        p.q = (rp_requant){(int32_t)(0x40000000u + (test_next(&random) >> 2)), 0, (int8_t)test_int(&random, 1, 8)};
        p.low = test_int(&random, 0, 60);
        uint8_t *a = test_codes(&random, elements_a);
        uint8_t *b = test_codes(&random, elements_b);
        uint8_t *y = test_codes(&random, elements);
        rp_mul_u8(&g, &p, a, b, y);
        for (int32_t i = 0; i < elements; i++) {
            int64_t acc = (int64_t)(a[offset(g.dims, g.stride_a, i)] - p.zp_a) * (b[offset(g.dims, g.stride_b, i)] - p.zp_b);
            assert_int_equal(y[i], test_requantize(acc, p.q.m, p.q.l, p.q.r, p.zp_out, p.low, p.high));
        }
        free(a);
        free(b);
        free(y);
    }
    assert_int_equal(cases, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forward),   cmocka_unit_test(backward),  cmocka_unit_test(accumulate),
        cmocka_unit_test(add_codes), cmocka_unit_test(mul_codes),
    };
    return cmocka_run_group_tests_name("elementwise", tests, NULL, NULL);
}
