/* Pools for the FPU of a Cortex-M against the portable ones: the same bits, with NaNs, zeros of either sign and equal values among the taps. */
#include "rp_kernels_f32.h"
#include "test_geometry.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 500 };

/* Windows of the usual sizes come more often than test_pool_geometry draws them, on wide planes, and such as take the whole plane. */
static rp_pool_geometry random_geometry(test_random *random, test_coverage *coverage)
{
    rp_pool_geometry g = test_pool_geometry(random, coverage);
    const int32_t kind = test_int(random, 0, 3);
    if (kind == 0) {
        return g;
    }
    g.dilation_h = 1;
    g.dilation_w = 1;
    if (kind == 1) { /* global */
        g.h_in = test_int(random, 1, 6);
        g.w_in = test_int(random, 1, 6);
        g.k_h = g.h_in;
        g.k_w = g.w_in;
        g.h_out = 1;
        g.w_out = 1;
        g.pad_top = g.pad_left = g.pad_bottom = g.pad_right = 0;
        g.channels = test_int(random, 1, 9);
        return g;
    }
    g.k_h = test_int(random, 1, 3);
    g.k_w = test_int(random, 2, 3);
    g.stride_h = test_int(random, 1, 3);
    g.stride_w = test_int(random, 1, 3);
    const bool padded = test_int(random, 0, 1) == 0;
    g.pad_top = padded ? test_int(random, 0, g.k_h - 1) : 0;
    g.pad_bottom = padded ? test_int(random, 0, g.k_h - 1) : 0;
    g.pad_left = padded ? test_int(random, 0, g.k_w - 1) : 0;
    g.pad_right = padded ? test_int(random, 0, g.k_w - 1) : 0;
    g.h_in = g.k_h + test_int(random, 0, 7);
    g.w_in = g.k_w + test_int(random, 0, 9);
    g.h_out = (g.h_in + g.pad_top + g.pad_bottom - g.k_h) / g.stride_h + 1;
    g.w_out = (g.w_in + g.pad_left + g.pad_right - g.k_w) / g.stride_w + 1;
    return g;
}

/* Numbers alone, such with zeros of both signs, or NaNs among them. */
static float *random_plane(test_random *random, int32_t count)
{
    const int32_t kind = test_int(random, 0, 2);
    float *x = test_floats(random, count, kind == 0 ? test_special : test_spread);
    for (int32_t i = 0; i < count; i++) {
        const int32_t value = test_int(random, -2, 5);
        x[i] = kind == 1 && value < 3 ? (value < 0 ? -0.0f : (float)value) : x[i];
    }
    return x;
}

static void as_portable(void **state)
{
    (void)state;
    test_random random = test_seed(220);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t whole = 0;
    for (; cases < CASES; cases++) {
        const rp_pool_geometry g = random_geometry(&random, &coverage);
        const int32_t n = test_int(&random, 0, 2);
        const int32_t in = n * g.channels * g.h_in * g.w_in;
        const int32_t out = n * g.channels * g.h_out * g.w_out;
        float *x = random_plane(&random, in);
        float *dy = random_plane(&random, out);
        float *y = test_unwritten(out);
        float *expected_y = test_unwritten(out);
        float *dx = test_unwritten(in);
        float *expected_dx = test_unwritten(in);
        whole += g.k_h == g.h_in && g.k_w == g.w_in && g.h_out * g.w_out == 1;
        rp_max_pool_f32_fw(&g, n, x, expected_y);
        rp_max_pool_f32_fw_vfp(&g, n, x, y);
        test_same_bits("maxima", y, expected_y, out);
        rp_max_pool_f32_bw(&g, n, x, dy, expected_dx);
        rp_max_pool_f32_bw_vfp(&g, n, x, dy, dx);
        test_same_bits("gradient of maxima", dx, expected_dx, in);
        rp_average_pool_f32_fw(&g, n, x, expected_y);
        rp_average_pool_f32_fw_vfp(&g, n, x, y);
        test_same_bits("means", y, expected_y, out);
        rp_average_pool_f32_bw(&g, n, dy, expected_dx);
        rp_average_pool_f32_bw_vfp(&g, n, dy, dx);
        test_same_bits("gradient of means", dx, expected_dx, in);
        float *used[] = {x, dy, y, expected_y, dx, expected_dx};
        for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
            free(used[i]);
        }
    }
    assert_int_equal(cases, CASES);
    assert_true(whole > CASES / 8);
    assert_true(coverage.stride_over_kernel > 0 && coverage.kernel_over_input > 0 && coverage.uneven_pads > 0);
    printf("%d pools, %d of them global\n", (int)cases, (int)whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_portable)};
    return cmocka_run_group_tests_name("pool_vfp", tests, NULL, NULL);
}
