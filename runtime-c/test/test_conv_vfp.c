/* Convolution kernels for the FPU of a Cortex-M against the portable ones, bit for bit. On the host their assembly is replaced by its portable twin;
 * `make qemu` runs it. */
#include "rp_kernels_f32.h"
#include "test_geometry.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 600 };

typedef void forward_kernel(const rp_conv_geometry *, int32_t, const float *, const float *, const float *, float *);
typedef void input_kernel(const rp_conv_geometry *, int32_t, const float *, const float *, float *);
typedef void weight_kernel(const rp_conv_geometry *, int32_t, const float *, const float *, float *, float *);

typedef struct {
    forward_kernel *forward;
    input_kernel *input;
    weight_kernel *weight;
} family;

static const family GENERAL = {rp_conv_f32_fw, rp_conv_f32_bw_input, rp_conv_f32_bw_weight};
static const family GENERAL_VFP = {rp_conv_f32_fw_vfp, rp_conv_f32_bw_input_vfp, rp_conv_f32_bw_weight_vfp};
static const family DEPTHWISE = {rp_conv_dw_f32_fw, rp_conv_dw_f32_bw_input, rp_conv_dw_f32_bw_weight};
static const family DEPTHWISE_VFP = {rp_conv_dw_f32_fw_vfp, rp_conv_dw_f32_bw_input_vfp, rp_conv_dw_f32_bw_weight_vfp};

/* What a case was, beside what test_coverage counts. */
typedef struct {
    int32_t special, three_by_three, one_row, large;
} variety;

/* Half of the cases are the usual layers: 3x3, 5x5 or 1xk, stride 1 or 2, pads that keep the size, and planes wide enough for whole blocks. */
static rp_conv_geometry usual_geometry(test_random *random, test_conv_kind kind, variety *seen)
{
    rp_conv_geometry g = {0};
    const int32_t form = test_int(random, 0, 5);
    const int32_t kernel = form == 5 ? 5 : 3;
    const bool one_row = form == 4;
    g.groups = kind == TEST_CONV_DW ? test_int(random, 1, 6) : test_int(random, 1, 2);
    g.c_in = kind == TEST_CONV_DW ? g.groups : g.groups * test_int(random, 1, 9);
    g.c_out = kind == TEST_CONV_DW ? g.c_in * (test_int(random, 0, 3) == 0 ? 2 : 1) : g.groups * test_int(random, 1, 9);
    g.k_h = one_row ? 1 : kernel;
    g.k_w = one_row ? test_int(random, 1, 9) : kernel;
    g.stride_h = one_row ? 1 : test_int(random, 0, 3) == 0 ? 2 : 1;
    g.stride_w = test_int(random, 0, 3) == 0 ? 2 : 1;
    g.dilation_h = 1;
    g.dilation_w = 1;
    g.pad_top = one_row ? 0 : test_int(random, 0, 4) == 0 ? 0 : kernel / 2;
    g.pad_left = test_int(random, 0, 4) == 0 ? 0 : g.k_w / 2;
    g.h_in = one_row ? 1 : test_int(random, kernel, 20);
    g.w_in = test_int(random, g.k_w, 20);
    g.h_out = (g.h_in + 2 * g.pad_top - g.k_h) / g.stride_h + 1;
    g.w_out = (g.w_in + 2 * g.pad_left - g.k_w) / g.stride_w + 1;
    seen->three_by_three += g.k_h == 3 && g.k_w == 3;
    seen->one_row += one_row;
    seen->large += g.h_out > 8 && g.w_out > 8;
    return g;
}

static void check(test_conv_kind kind, const family *portable, const family *tuned, uint64_t seed)
{
    test_random random = test_seed(seed);
    test_coverage coverage = {0};
    variety seen = {0};
    int32_t cases = 0;
    int32_t input_gradients = 0;
    for (; input_gradients < CASES; cases++) {
        const rp_conv_geometry g = cases % 2 == 0 ? usual_geometry(&random, kind, &seen) : test_conv_geometry(&random, kind, &coverage);
        const int32_t n = test_int(&random, 0, 5) == 0 ? 0 : test_int(&random, 1, 3);
        const bool special = test_int(&random, 0, 2) == 0;
        float (*const value)(test_random *) = special ? test_special : test_spread;
        const int32_t in = n * g.c_in * g.h_in * g.w_in;
        const int32_t out = n * g.c_out * g.h_out * g.w_out;
        const int32_t weights = g.c_out * (g.c_in / g.groups) * g.k_h * g.k_w;
        float *x = test_floats(&random, in, value);
        float *w = test_floats(&random, weights, value);
        float *b = test_int(&random, 0, 2) > 0 ? test_floats(&random, g.c_out, value) : NULL;
        float *dy = test_floats(&random, out, value);
        coverage.no_sample += n == 0;
        seen.special += special;

        float *expected = test_unwritten(out);
        float *actual = test_unwritten(out);
        portable->forward(&g, n, x, w, b, expected);
        tuned->forward(&g, n, x, w, b, actual);
        test_same_bits("y", actual, expected, out);
        free(expected);
        free(actual);

        if (kind == TEST_CONV || g.c_out == g.c_in) {
            expected = test_unwritten(in);
            actual = test_unwritten(in);
            portable->input(&g, n, dy, w, expected);
            tuned->input(&g, n, dy, w, actual);
            test_same_bits("dx", actual, expected, in);
            free(expected);
            free(actual);
            input_gradients++;
        }

        expected = test_floats(&random, weights, value);
        actual = test_copy(expected, weights);
        float *expected_bias = test_floats(&random, g.c_out, value);
        float *actual_bias = test_copy(expected_bias, g.c_out);
        portable->weight(&g, n, x, dy, expected, b == NULL ? NULL : expected_bias);
        tuned->weight(&g, n, x, dy, actual, b == NULL ? NULL : actual_bias);
        test_same_bits("dw", actual, expected, weights);
        test_same_bits("db", actual_bias, expected_bias, g.c_out);
        free(expected);
        free(actual);
        free(expected_bias);
        free(actual_bias);
        free(x);
        free(w);
        free(b);
        free(dy);
    }
    assert_true(input_gradients == CASES && cases >= CASES);
    assert_true(coverage.no_sample >= CASES / 12);
    assert_true(coverage.stride_over_kernel >= CASES / 20);
    assert_true(coverage.kernel_over_input >= CASES / 40);
    assert_true(coverage.dilated_with_pads >= CASES / 20);
    assert_true(coverage.uneven_pads >= CASES / 8);
    assert_true(coverage.window_in_padding >= CASES / 20);
    assert_true(coverage.odd_channels >= CASES / 40);
    assert_true(coverage.grouped >= CASES / 8);
    assert_true(coverage.one_by_one >= 5);
    assert_true(seen.special >= CASES / 5);
    assert_true(seen.three_by_three >= CASES / 4);
    assert_true(seen.one_row >= CASES / 20);
    assert_true(seen.large >= CASES / 10);
    printf("%d cases, %d with special values\n", (int)cases, (int)seen.special);
}

static void general(void **state)
{
    (void)state;
    check(TEST_CONV, &GENERAL, &GENERAL_VFP, 21);
}

static void depthwise(void **state)
{
    (void)state;
    check(TEST_CONV_DW, &DEPTHWISE, &DEPTHWISE_VFP, 22);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(general), cmocka_unit_test(depthwise)};
    return cmocka_run_group_tests_name("conv_vfp", tests, NULL, NULL);
}
