/* Pools and addition of codes for the DSP instructions, and for Xpulp on several cores: same codes as the portable kernels on random shapes. */
#include "rp_kernels_s8_dsp.h"
#include "rp_kernels_xpulp.h"
#include "test_geometry.h"

#include <stdlib.h>
#include <string.h>

enum { CASES = 700, MOST_CORES = 9 };

/* [c][h][w] to [h][w][c] or, with the counts exchanged, back. */
static uint8_t *transposed(const uint8_t *x, int32_t rows, int32_t columns)
{
    uint8_t *y = test_allocate((size_t)(rows * columns));
    for (int32_t i = 0; i < rows * columns; i++) {
        y[i % columns * rows + i / columns] = x[i];
    }
    return y;
}

/* Every third geometry is the whole plane of a larger input, so that sums leave 16 bits. */
static rp_pool_geometry random_pool(test_random *random, int32_t number, test_coverage *coverage)
{
    rp_pool_geometry g = test_pool_geometry(random, coverage);
    g.channels = test_int(random, 1, 11);
    if (number % 3 == 0) {
        const int32_t h = test_int(random, 1, 24);
        const int32_t w = test_int(random, 1, 24);
        g = (rp_pool_geometry){g.channels, h, w, 1, 1, h, w, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    }
    return g;
}

static void pools(void **state)
{
    (void)state;
    test_random random = test_seed(70);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t wide = 0;
    for (; cases < CASES; cases++) {
        const rp_pool_geometry g = random_pool(&random, cases, &coverage);
        const int32_t in = g.h_in * g.w_in;
        const int32_t out = g.h_out * g.w_out;
        uint8_t *x = test_codes(&random, g.channels * in);
        uint8_t *x_last = transposed(x, g.channels, in);
        uint8_t *expected = test_codes(&random, g.channels * out);
        uint8_t *y = test_codes(&random, g.channels * out);
        rp_max_pool_u8(&g, x, expected);
        rp_max_pool_u8_dsp(&g, x_last, y);
        uint8_t *actual = transposed(y, out, g.channels);
        test_same_codes("maximum", actual, expected, g.channels * out);
        free(actual);
        const int32_t cores = test_int(&random, 1, MOST_CORES);
        memset(y, 0xa5, (size_t)(g.channels * out));
        for (int32_t core = 0; core < cores; core++) {
            rp_max_pool_u8_xpulp((rp_share){core, cores}, &g, x_last, y);
        }
        actual = transposed(y, out, g.channels);
        test_same_codes("maximum by the team", actual, expected, g.channels * out);
        free(actual);
        /* A multiplier for every possible number of taps. */
        const int32_t entries = g.k_h * g.k_w;
        int32_t *counts = test_allocate((size_t)entries * sizeof *counts);
        rp_requant *q = test_allocate((size_t)entries * sizeof *q);
        for (int32_t i = 0; i < entries; i++) {
            counts[i] = i + 1;
            q[i] = (rp_requant){(int32_t)(0x40000000U + (test_next(&random) >> 2)), (int8_t)test_int(&random, 0, 2), (int8_t)test_int(&random, 1, entries > 64 ? 9 : 4)};
        }
        rp_s8_output o = {test_int(&random, 0, 255), test_int(&random, 0, 255), 0, 255};
        if (cases % 4 == 0) {
            o.low = o.zp_out;
            o.high = test_int(&random, o.zp_out, 255);
        }
        rp_average_pool_u8(&g, &o, entries, counts, q, x, expected);
        rp_average_pool_u8_dsp(&g, &o, entries, counts, q, x_last, y);
        actual = transposed(y, out, g.channels);
        test_same_codes("mean", actual, expected, g.channels * out);
        free(actual);
        memset(y, 0xa5, (size_t)(g.channels * out));
        for (int32_t core = 0; core < cores; core++) {
            rp_average_pool_u8_xpulp((rp_share){core, cores}, &g, &o, entries, counts, q, x_last, y);
        }
        actual = transposed(y, out, g.channels);
        test_same_codes("mean by the team", actual, expected, g.channels * out);
        wide += entries > 257;
        free(actual);
        free(counts);
        free(q);
        free(x);
        free(x_last);
        free(expected);
        free(y);
    }
    assert_int_equal(cases, CASES);
    assert_true(wide > 20 && coverage.uneven_pads > 100 && coverage.window_in_padding > 20 && coverage.stride_over_kernel > 20);
}

/* Multipliers and shifts to the ends of what N6.4 allows; the output may be an operand. */
static void add(void **state)
{
    (void)state;
    test_random random = test_seed(71);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        const int32_t count = test_int(&random, 1, 70);
        const int32_t r = test_int(&random, 1, 22);
        const int32_t most = 1 << (r < 21 ? r + 1 : 21);
        rp_add_u8_parameters p = {test_int(&random, 0, 255), test_int(&random, 0, 255), test_int(&random, 0, 255), 0, 0, r, 0, 255};
        p.m_a = cases % 5 == 0 ? most : test_int(&random, 0, most);
        p.m_b = cases % 7 == 0 ? -most : test_int(&random, -most, most);
        if (cases % 3 == 0) {
            p.low = p.zp_out;
            p.high = test_int(&random, p.zp_out, 255);
        }
        uint8_t *a = test_codes(&random, count);
        uint8_t *b = test_codes(&random, count);
        uint8_t *expected = test_codes(&random, count);
        if (cases % 10 == 0) {
            memset(a, 255, (size_t)count);
        }
        rp_add_u8(count, &p, a, b, expected);
        uint8_t *y = cases % 4 == 0 ? a : (cases % 4 == 1 ? b : test_codes(&random, count));
        const int32_t cores = test_int(&random, 1, MOST_CORES);
        uint8_t *shared = test_codes(&random, count);
        for (int32_t core = 0; core < cores; core++) {
            rp_add_u8_xpulp((rp_share){core, cores}, count, &p, a, b, shared);
        }
        test_same_codes("y by the team", shared, expected, count);
        free(shared);
        rp_add_u8_dsp(count, &p, a, b, y);
        test_same_codes("y", y, expected, count);
        if (y != a && y != b) {
            free(y);
        }
        free(a);
        free(b);
        free(expected);
    }
    assert_int_equal(cases, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pools),
        cmocka_unit_test(add),
    };
    return cmocka_run_group_tests_name("pool_dsp", tests, NULL, NULL);
}
