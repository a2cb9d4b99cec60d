/* Pools. The oracles ask of every position of the plane whether a window contains it, instead of computing which positions a window contains. */
#include "rp_kernels_f32.h"
#include "rp_kernels_s8.h"
#include "test_geometry.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 500 };

/* Whether a window of output `o` on one axis has a tap at position i. */
static int has_tap(int32_t o, int32_t i, int32_t stride, int32_t pad, int32_t kernel, int32_t dilation)
{
    int32_t distance = i + pad - o * stride;
    return distance >= 0 && distance % dilation == 0 && distance / dilation < kernel;
}

static int contains(const rp_pool_geometry *g, int32_t oy, int32_t ox, int32_t iy, int32_t ix)
{
    return has_tap(oy, iy, g->stride_h, g->pad_top, g->k_h, g->dilation_h) && has_tap(ox, ix, g->stride_w, g->pad_left, g->k_w, g->dilation_w);
}

/* The divisor of N3.10. */
static int32_t divisor(const rp_pool_geometry *g, int32_t oy, int32_t ox)
{
    int32_t top = g->count_include_pad ? g->pad_top : 0;
    int32_t left = g->count_include_pad ? g->pad_left : 0;
    int32_t bottom = g->count_include_pad ? g->pad_bottom : 0;
    int32_t right = g->count_include_pad ? g->pad_right : 0;
    int32_t count = 0;
    for (int32_t iy = -top; iy < g->h_in + bottom; iy++) {
        for (int32_t ix = -left; ix < g->w_in + right; ix++) {
            count += contains(g, oy, ox, iy, ix);
        }
    }
    return count;
}

/* Position of the maximum by N3.9: of two taps the later one wins only if greater or NaN. -1 without taps. */
static int32_t winner(const rp_pool_geometry *g, const float *x, int32_t oy, int32_t ox)
{
    int32_t best = -1;
    for (int32_t i = 0; i < g->h_in * g->w_in; i++) {
        if (contains(g, oy, ox, i / g->w_in, i % g->w_in) && (best < 0 || isnan(x[i]) || x[i] > x[best])) {
            best = i;
        }
    }
    return best;
}

static void max_pool(void **state)
{
    (void)state;
    test_random random = test_seed(50);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t empty = 0;
    int32_t shared = 0; /* inputs that win in two windows */
    for (; cases < CASES; cases++) {
        rp_pool_geometry g = test_pool_geometry(&random, &coverage);
        int32_t n = test_int(&random, 0, 2);
        int32_t in = g.h_in * g.w_in;
        int32_t out = g.h_out * g.w_out;
        int32_t planes = n * g.channels;
        float *x = test_floats(&random, planes * in, test_special);
        for (int32_t i = 0; i < planes * in; i++) {
            x[i] = test_int(&random, 0, 1) == 0 ? (float)test_int(&random, -2, 2) : x[i]; /* equal values */
        }
        float *dy = test_floats(&random, planes * out, test_special);
        float *y = test_unwritten(planes * out);
        float *dx = test_unwritten(planes * in);
        float *expected_y = test_unwritten(planes * out);
        float *expected_dx = test_unwritten(planes * in);
        rp_max_pool_f32_fw(&g, n, x, y);
        rp_max_pool_f32_bw(&g, n, x, dy, dx);
        for (int32_t i = 0; i < planes * in; i++) {
            expected_dx[i] = 0.0f;
        }
        for (int32_t i = 0; i < planes * out; i++) {
            const float *plane = x + i / out * in;
            int32_t best = winner(&g, plane, i % out / g.w_out, i % g.w_out);
            expected_y[i] = best < 0 ? -INFINITY : plane[best];
            if (best >= 0) {
                float *d = &expected_dx[i / out * in + best];
                shared += *d != 0.0f;
                *d = test_add(*d, dy[i]);
            }
            empty += best < 0;
        }
        test_same_bits("y", y, expected_y, planes * out);
        test_same_bits("dx", dx, expected_dx, planes * in);
        free(x);
        free(dy);
        free(y);
        free(dx);
        free(expected_y);
        free(expected_dx);
    }
    assert_int_equal(cases, CASES);
    assert_true(empty >= 100 && shared >= 100);
    assert_true(coverage.stride_over_kernel > 50 && coverage.kernel_over_input > 20 && coverage.uneven_pads > 100);
    printf("%d cases, %d windows without a tap, %d shared winners\n", (int)cases, (int)empty, (int)shared);
}

static void average_pool(void **state)
{
    (void)state;
    test_random random = test_seed(51);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t padded = 0; /* windows whose divisor counts padding */
    for (; cases < CASES; cases++) {
        rp_pool_geometry g = test_pool_geometry(&random, &coverage);
        int32_t n = test_int(&random, 0, 2);
        int32_t in = g.h_in * g.w_in;
        int32_t out = g.h_out * g.w_out;
        int32_t planes = n * g.channels;
        float *x = test_floats(&random, planes * in, test_spread);
        float *dy = test_floats(&random, planes * out, test_spread);
        float *y = test_unwritten(planes * out);
        float *dx = test_unwritten(planes * in);
        float *expected_dx = test_unwritten(planes * in);
        rp_average_pool_f32_fw(&g, n, x, y);
        rp_average_pool_f32_bw(&g, n, dy, dx);
        for (int32_t i = 0; i < planes * in; i++) {
            expected_dx[i] = 0.0f;
        }
        for (int32_t i = 0; i < planes * out; i++) {
            int32_t oy = i % out / g.w_out;
            int32_t ox = i % g.w_out;
            int32_t count = divisor(&g, oy, ox);
            int32_t valid = 0;
            volatile float factor = count > 0 ? 1.0f / (float)count : 0.0f;
            float sum = 0.0f;
            double exact = 0.0;
            double magnitude = 0.0;
            for (int32_t j = 0; j < in; j++) {
                if (contains(&g, oy, ox, j / g.w_in, j % g.w_in)) {
                    float value = x[i / out * in + j];
                    float *d = &expected_dx[i / out * in + j];
                    sum = test_add(sum, value);
                    exact += (double)value / count;
                    magnitude += fabs((double)value) / count;
                    *d = test_add(*d, test_mul(dy[i], factor));
                    valid++;
                }
            }
            padded += count > valid;
            float expected = test_mul(sum, factor);
            test_same_bits("y", y + i, &expected, 1);
            test_close("y", (double)y[i], exact, magnitude, 1e-5);
        }
        test_same_bits("dx", dx, expected_dx, planes * in);
        free(x);
        free(dy);
        free(y);
        free(dx);
        free(expected_dx);
    }
    assert_int_equal(cases, CASES);
    assert_true(padded >= 1000);
    printf("%d cases, %d windows that count padding\n", (int)cases, (int)padded);
}

static int ascending(const void *a, const void *b)
{
    return *(const int32_t *)a - *(const int32_t *)b;
}

static void codes(void **state)
{
    (void)state;
    test_random random = test_seed(52);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t several = 0; /* geometries with several divisors */
    for (; cases < CASES; cases++) {
        rp_pool_geometry g = test_pool_geometry(&random, &coverage);
        int32_t in = g.h_in * g.w_in;
        int32_t out = g.h_out * g.w_out;
        uint8_t *x = test_codes(&random, g.channels * in);
        uint8_t *maximum = test_codes(&random, g.channels * out);
        uint8_t *mean = test_codes(&random, g.channels * out);
        /* The distinct divisors, ascending, with a multiplier each, as the compiler lists them. */
        int32_t *counts = test_allocate((size_t)out * sizeof *counts);
        rp_requant *q = test_allocate((size_t)out * sizeof *q);
        for (int32_t i = 0; i < out; i++) {
            counts[i] = divisor(&g, i / g.w_out, i % g.w_out);
        }
        qsort(counts, (size_t)out, sizeof *counts, ascending);
        int32_t entries = 0;
        for (int32_t i = 0; i < out; i++) {
            if (counts[i] > 0 && (entries == 0 || counts[i] != counts[entries - 1])) {
                counts[entries++] = counts[i];
            }
        }
        several += entries > 1;
        if (entries > 0) {
            for (int32_t i = 0; i < entries; i++) {
                q[i] = (rp_requant){(int32_t)(0x40000000u + (test_next(&random) >> 2)), 0, (int8_t)test_int(&random, 1, 4)};
            }
            rp_s8_output o = {test_int(&random, 0, 255), test_int(&random, 0, 255), 0, 255};
            rp_max_pool_u8(&g, x, maximum);
            rp_average_pool_u8(&g, &o, entries, counts, q, x, mean);
            for (int32_t i = 0; i < g.channels * out; i++) {
                int32_t oy = i % out / g.w_out;
                int32_t ox = i % g.w_out;
                int32_t count = divisor(&g, oy, ox);
                int32_t entry = 0;
                int32_t largest = 0;
                int64_t sum = 0;
                for (int32_t j = 0; j < entries; j++) {
                    entry = counts[j] == count ? j : entry;
                }
                for (int32_t j = 0; j < in; j++) {
                    int32_t code = x[i / out * in + j];
                    if (contains(&g, oy, ox, j / g.w_in, j % g.w_in)) {
                        largest = code > largest ? code : largest;
                        sum += code - o.zp_in;
                    }
                }
                assert_int_equal(maximum[i], largest);
                assert_int_equal(mean[i], test_requantize(sum, q[entry].m, q[entry].l, q[entry].r, o.zp_out, 0, 255));
            }
        }
        free(x);
        free(maximum);
        free(mean);
        free(counts);
        free(q);
    }
    assert_int_equal(cases, CASES);
    assert_true(several > 50);
}

/* A tie goes to the first tap, a NaN to the last NaN. */
static void ties(void **state)
{
    (void)state;
    const rp_pool_geometry g = {1, 1, 4, 1, 1, 1, 4, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    const float dy = 1.0f;
    float dx[4];
    const float equal[4] = {1.0f, 3.0f, 3.0f, 2.0f};
    const float first[4] = {0.0f, 1.0f, 0.0f, 0.0f};
    rp_max_pool_f32_bw(&g, 1, equal, &dy, dx);
    test_same_bits("first of equals", dx, first, 4);
    const float zeros[4] = {-0.0f, 0.0f, -0.0f, 0.0f};
    const float first_zero[4] = {1.0f, 0.0f, 0.0f, 0.0f};
    rp_max_pool_f32_bw(&g, 1, zeros, &dy, dx);
    test_same_bits("zeros are equal", dx, first_zero, 4);
    const float nans[4] = {9.0f, NAN, NAN, 10.0f};
    const float last_nan[4] = {0.0f, 0.0f, 1.0f, 0.0f};
    rp_max_pool_f32_bw(&g, 1, nans, &dy, dx);
    test_same_bits("last NaN", dx, last_nan, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(max_pool),
        cmocka_unit_test(average_pool),
        cmocka_unit_test(codes),
        cmocka_unit_test(ties),
    };
    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
