/* Integer convolutions and fully connected layers: equal to a 64-bit computation on padded frames. */
#include "rp_kernels_s8.h"
#include "test_geometry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 300 };

typedef void kernel(const rp_conv_geometry *, const rp_s8_output *, const uint8_t *, const int8_t *, const int32_t *, const rp_requant *, uint8_t *);

/* Random output stages: multipliers near the real ones of such sums, every pre-shift and shift that may occur with them, clamps of fused activations. */
static rp_requant random_requant(test_random *random)
{
    rp_requant q;
    q.m = test_int(random, 0, 3) == 0 ? INT32_MAX : (int32_t)(0x40000000u + (test_next(random) >> 2));
    q.l = (int8_t)(test_int(random, 0, 3) == 0 ? test_int(random, 1, 3) : 0);
    q.r = (int8_t)test_int(random, 1, 14);
    return q;
}

static rp_s8_output random_output(test_random *random)
{
    rp_s8_output o = {test_int(random, 0, 255), test_int(random, 0, 255), 0, 255};
    if (test_int(random, 0, 1) == 0) {
        o.low = o.zp_out;
        o.high = test_int(random, o.zp_out, 255);
    }
    return o;
}

static int8_t *random_weights(test_random *random, int32_t count)
{
    int8_t *w = test_allocate((size_t)count);
    for (int32_t i = 0; i < count; i++) {
        w[i] = (int8_t)test_int(random, -127, 127);
    }
    return w;
}

/* Sums are placed near the middle of what the multiplier maps to codes, so that few results saturate. */
static int32_t *random_biases(test_random *random, int32_t count)
{
    int32_t *b = test_allocate((size_t)count * sizeof *b);
    for (int32_t i = 0; i < count; i++) {
        b[i] = test_int(random, -20000, 20000);
    }
    return b;
}

static rp_requant *random_requants(test_random *random, int32_t count)
{
    rp_requant *q = test_allocate((size_t)count * sizeof *q);
    for (int32_t i = 0; i < count; i++) {
        q[i] = random_requant(random);
    }
    return q;
}

/* A frame of zero points around the input; every tap is multiplied, padding gives (zp - zp)*w = 0. */
static void oracle(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y)
{
    int32_t group_in = g->c_in / g->groups;
    int32_t frame_h = (g->h_out - 1) * g->stride_h + (g->k_h - 1) * g->dilation_h + 1;
    int32_t frame_w = (g->w_out - 1) * g->stride_w + (g->k_w - 1) * g->dilation_w + 1;
    uint8_t *frame = test_allocate((size_t)(g->c_in * frame_h * frame_w));
    for (int32_t i = 0; i < g->c_in * frame_h * frame_w; i++) {
        int32_t ix = i % frame_w - g->pad_left;
        int32_t iy = i / frame_w % frame_h - g->pad_top;
        int32_t c = i / frame_w / frame_h;
        int inside = iy >= 0 && iy < g->h_in && ix >= 0 && ix < g->w_in;
        frame[i] = inside ? x[(c * g->h_in + iy) * g->w_in + ix] : (uint8_t)o->zp_in;
    }
    for (int32_t i = 0; i < g->c_out * g->h_out * g->w_out; i++) {
        int32_t ox = i % g->w_out;
        int32_t oy = i / g->w_out % g->h_out;
        int32_t c = i / g->w_out / g->h_out;
        int32_t first = c / (g->c_out / g->groups) * group_in;
        int64_t acc = b[c];
        for (int32_t t = 0; t < group_in * g->k_h * g->k_w; t++) {
            int32_t kx = t % g->k_w;
            int32_t ky = t / g->k_w % g->k_h;
            int32_t in = first + t / g->k_w / g->k_h;
            int64_t code = frame[(in * frame_h + oy * g->stride_h + ky * g->dilation_h) * frame_w + ox * g->stride_w + kx * g->dilation_w];
            acc += (code - o->zp_in) * w[c * group_in * g->k_h * g->k_w + t];
        }
        y[i] = (uint8_t)test_requantize(acc, q[c].m, q[c].l, q[c].r, o->zp_out, o->low, o->high);
    }
    free(frame);
}

static void check(kernel *tested, test_conv_kind kind, uint64_t seed)
{
    test_random random = test_seed(seed);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t within = 0; /* results that no clamp touched */
    int32_t all = 0;
    for (; cases < CASES; cases++) {
        rp_conv_geometry g = test_conv_geometry(&random, kind, &coverage);
        rp_s8_output o = random_output(&random);
        int32_t out = g.c_out * g.h_out * g.w_out;
        uint8_t *x = test_codes(&random, g.c_in * g.h_in * g.w_in);
        int8_t *w = random_weights(&random, g.c_out * (g.c_in / g.groups) * g.k_h * g.k_w);
        int32_t *b = random_biases(&random, g.c_out);
        rp_requant *q = random_requants(&random, g.c_out);
        uint8_t *y = test_codes(&random, out);
        uint8_t *expected = test_codes(&random, out);
        tested(&g, &o, x, w, b, q, y);
        oracle(&g, &o, x, w, b, q, expected);
        test_same_codes("y", y, expected, out);
        for (int32_t i = 0; i < out; i++) {
            within += y[i] > o.low && y[i] < o.high;
        }
        all += out;
        free(x);
        free(w);
        free(b);
        free(q);
        free(y);
        free(expected);
    }
    assert_int_equal(cases, CASES);
    assert_true(within > all / 8);
    printf("%d cases, %d results, %d not clamped\n", (int)cases, (int)all, (int)within);
}

static void general(void **state)
{
    (void)state;
    check(rp_conv_s8, TEST_CONV, 40);
}

static void pointwise(void **state)
{
    (void)state;
    check(rp_conv_pw_s8, TEST_CONV_PW, 41);
    check(rp_conv_s8, TEST_CONV_PW, 42);
}

static void depthwise(void **state)
{
    (void)state;
    check(rp_conv_dw_s8, TEST_CONV_DW, 43);
    check(rp_conv_s8, TEST_CONV_DW, 44);
}

/* A fully connected layer of r rows is a pointwise convolution of the transposed input. */
static void linear(void **state)
{
    (void)state;
    test_random random = test_seed(45);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        rp_linear_geometry g = {test_int(&random, 1, 4), test_int(&random, 1, 40), test_int(&random, 1, 13), 0};
        rp_conv_geometry as_conv = {g.k, 1, g.rows, g.m, 1, g.rows, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0};
        rp_s8_output o = random_output(&random);
        uint8_t *x = test_codes(&random, g.rows * g.k);
        uint8_t *x_transposed = test_codes(&random, g.rows * g.k);
        for (int32_t i = 0; i < g.rows * g.k; i++) {
            x_transposed[i % g.k * g.rows + i / g.k] = x[i];
        }
        int8_t *w = random_weights(&random, g.m * g.k);
        int32_t *b = random_biases(&random, g.m);
        rp_requant *q = random_requants(&random, g.m);
        uint8_t *y = test_codes(&random, g.rows * g.m);
        uint8_t *y_transposed = test_codes(&random, g.rows * g.m);
        rp_linear_s8(&g, &o, x, w, b, q, y);
        oracle(&as_conv, &o, x_transposed, w, b, q, y_transposed);
        for (int32_t i = 0; i < g.rows * g.m; i++) {
            assert_int_equal(y[i], y_transposed[i % g.m * g.rows + i / g.m]);
        }
        free(x);
        free(x_transposed);
        free(w);
        free(b);
        free(q);
        free(y);
        free(y_transposed);
    }
    assert_int_equal(cases, CASES);
}

/* N6.1 over the whole range of sums, every shift, ties in both directions. */
static void requantize(void **state)
{
    (void)state;
    test_random random = test_seed(46);
    int32_t cases = 0;
    int32_t ties = 0;
    for (; cases < 200000; cases++) {
        int l = (int)test_int(&random, 0, 15);
        int r = (int)test_int(&random, 1, 31);
        int32_t m = test_int(&random, 0, 3) == 0 ? 0x40000000 : (int32_t)(0x40000000u + (test_next(&random) >> 2));
        int32_t acc = (int32_t)test_floor_div((int32_t)test_next(&random), (int64_t)1 << test_int(&random, l, 31));
        int32_t zp = test_int(&random, 0, 255);
        rp_requant q = {m, (int8_t)l, (int8_t)r};
        int64_t upper = test_floor_div((int64_t)acc * ((int64_t)1 << l) * m, 4294967296);
        ties += (upper + ((int64_t)1 << (r - 1))) % ((int64_t)1 << r) == 0;
        assert_int_equal(rp_requantize(acc, q, zp, 0, 255), test_requantize(acc, m, l, r, zp, 0, 255));
    }
    assert_int_equal(cases, 200000);
    assert_true(ties > 5000);
    /* 2.5 and -2.5 round up: r = 1 of 5 and -5 (N6.1 adds a half and floors). */
    const rp_requant half = {0x40000000, 2, 1};
    assert_int_equal(rp_requantize(5, half, 100, 0, 255), 103);
    assert_int_equal(rp_requantize(-5, half, 100, 0, 255), 98);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(general), cmocka_unit_test(pointwise),  cmocka_unit_test(depthwise),
        cmocka_unit_test(linear),  cmocka_unit_test(requantize),
    };
    return cmocka_run_group_tests_name("conv_s8", tests, NULL, NULL);
}
