/* Depthwise kernels for the FPU of a Cortex-M that are made for some windows, against the portable ones, bit for bit. On the host their assembly is replaced by
 * its portable twin; `make qemu` runs it. */
#include "rp_kernels_f32.h"
#include "rp_test.h"

#include "internal/rp_phase_row.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 1200 };

typedef void input_kernel(const rp_conv_geometry *, int32_t, const float *, const float *, float *);

/* One axis: input, output, window, stride, pads. */
typedef struct {
    int32_t in, out, kernel, stride, begin, end;
} axis;

static axis random_axis(test_random *random, int32_t kernel, int32_t stride, int32_t most)
{
    axis a = {0, 0, kernel, stride, 0, 0};
    do {
        a.in = test_int(random, 1, most);
        a.begin = test_int(random, 0, kernel);
        a.end = test_int(random, 0, kernel);
    } while (a.in + a.begin + a.end < kernel);
    a.out = (a.in + a.begin + a.end - kernel) / stride + 1;
    return a;
}

static rp_conv_geometry random_geometry(test_random *random, int32_t k_w, int32_t stride_w)
{
    const axis v = random_axis(random, test_int(random, 1, 5), test_int(random, 1, 4), 9);
    const axis h = random_axis(random, k_w, stride_w, 32);
    const int32_t channels = test_int(random, 1, 5);
    const int32_t dilation = v.kernel == 1 ? test_int(random, 1, 3) : 1;
    rp_conv_geometry g = {channels, v.in, h.in, channels, v.out, h.out, v.kernel, k_w, v.stride, stride_w, dilation, 1, v.begin, h.begin, channels, 0};
    return g;
}

static void input_gradient(void **state)
{
    (void)state;
    static input_kernel *const BY_WIDTH[] = {
        rp_conv_dw_f32_bw_input_w2_vfp, rp_conv_dw_f32_bw_input_w3_vfp, rp_conv_dw_f32_bw_input_w4_vfp, rp_conv_dw_f32_bw_input_w5_vfp};
    test_random random = test_seed(23);
    int32_t cases[4][3] = {{0}};
    int32_t count = 0;
    int32_t left = 0;
    int32_t middle = 0;
    int32_t right = 0;
    int32_t refused = 0;
    for (int32_t i = 0; count < CASES; i++) {
        const int32_t k_w = 2 + i % 4;
        const int32_t stride_w = 1 + i / 4 % 3;
        const rp_conv_geometry g = random_geometry(&random, k_w, stride_w);
        const int32_t n = test_int(&random, 0, 2);
        const rp_phase_columns columns = {g.k_w, g.stride_w, g.pad_left, g.w_in, g.w_out};
        rp_phase_row row;
        if (!rp_phase_blocks(&columns, &row)) {
            refused++;
            continue;
        }
        float (*const value)(test_random *) = test_int(&random, 0, 2) == 0 ? test_special : test_spread;
        const int32_t in = n * g.c_in * g.h_in * g.w_in;
        float *w = test_floats(&random, g.c_in * g.k_h * g.k_w, value);
        float *dy = test_floats(&random, n * g.c_out * g.h_out * g.w_out, value);
        float *expected = test_unwritten(in);
        float *actual = test_unwritten(in);
        rp_conv_dw_f32_bw_input(&g, n, dy, w, expected);
        BY_WIDTH[k_w - 2](&g, n, dy, w, actual);
        test_same_bits("dx", actual, expected, in);
        cases[k_w - 2][stride_w - 1]++;
        count++;
        left += row.left;
        middle += row.middles > 1;
        right += row.right;
        free(w);
        free(dy);
        free(expected);
        free(actual);
    }
    for (int32_t i = 0; i < 12; i++) {
        assert_true(cases[i / 3][i % 3] >= CASES / 20);
    }
    assert_true(left > CASES / 4 && middle > CASES / 4 && right > CASES / 4 && refused > CASES / 20);
    printf("%d cases, %d that do not fit\n", (int)count, (int)refused);
}

/* Least number of taps of an output (of an input, where `backward`) of one axis with a window of three. */
static int32_t least_taps(bool backward, int32_t in, int32_t out, int32_t stride, int32_t pad)
{
    int32_t least = 3;
    for (int32_t i = 0; i < (backward ? in : out); i++) {
        int32_t taps = 0;
        for (int32_t j = 0; j < (backward ? out : in); j++) {
            const int32_t tap = backward ? i + pad - j * stride : j + pad - i * stride;
            taps += tap >= 0 && tap < 3;
        }
        least = taps < least ? taps : least;
    }
    return least;
}

static void three_by_three(void **state)
{
    (void)state;
    test_random random = test_seed(24);
    int32_t forward = 0;
    int32_t input = 0;
    int32_t weight = 0;
    int32_t strided = 0;
    int32_t dilated = 0;
    for (int32_t i = 0; forward < CASES / 4 || input < CASES / 4 || weight < CASES / 4; i++) {
        const int32_t stride = i % 2 == 0 ? 1 : test_int(&random, 1, 3);
        const int32_t dilation = stride > 1 && i % 3 == 0 ? 2 : 1;
        const axis v = random_axis(&random, 2 * dilation + 1, stride, 15);
        const axis h = random_axis(&random, 3, stride, 12);
        const int32_t channels = test_int(&random, 1, 4);
        const int32_t multiplier = test_int(&random, 0, 2) == 0 ? 2 : 1;
        const rp_conv_geometry g = {channels, v.in, h.in, channels * multiplier, v.out, h.out, 3, 3, stride, stride, dilation, 1, v.begin, h.begin, channels, 0};
        const int32_t n = test_int(&random, 0, 2);
        float (*const value)(test_random *) = test_int(&random, 0, 2) == 0 ? test_special : test_spread;
        const int32_t in = n * g.c_in * g.h_in * g.w_in;
        const int32_t out = n * g.c_out * g.h_out * g.w_out;
        float *x = test_floats(&random, in, value);
        float *w = test_floats(&random, g.c_out * 9, value);
        float *b = test_int(&random, 0, 2) > 0 ? test_floats(&random, g.c_out, value) : NULL;
        float *dy = test_floats(&random, out, value);
        if (stride == 1 && v.out > 3 && least_taps(false, v.in, v.out, 1, v.begin) > 1 && least_taps(false, h.in, h.out, 1, h.begin) > 1) {
            float *expected = test_unwritten(out);
            float *actual = test_unwritten(out);
            rp_conv_dw_f32_fw(&g, n, x, w, b, expected);
            rp_conv_dw_f32_fw_3x3_vfp(&g, n, x, w, b, actual);
            test_same_bits("y", actual, expected, out);
            free(expected);
            free(actual);
            forward++;
        }
        if (stride == 1 && multiplier == 1 && v.in > 3 && least_taps(true, v.in, v.out, 1, v.begin) > 1 && least_taps(true, h.in, h.out, 1, h.begin) > 1) {
            float *expected = test_unwritten(in);
            float *actual = test_unwritten(in);
            rp_conv_dw_f32_bw_input(&g, n, dy, w, expected);
            rp_conv_dw_f32_bw_input_3x3_vfp(&g, n, dy, w, actual);
            test_same_bits("dx", actual, expected, in);
            free(expected);
            free(actual);
            input++;
        }
        const int32_t end = (h.out - 1) * stride - h.begin + 2;
        if (h.begin < 2 && end <= h.in && h.out >= (h.begin > 0 ? 1 : 0) + (end >= h.in ? 1 : 0)) {
            float *expected = test_floats(&random, g.c_out * 9, value);
            float *actual = test_copy(expected, g.c_out * 9);
            float *expected_bias = test_floats(&random, g.c_out, value);
            float *actual_bias = test_copy(expected_bias, g.c_out);
            rp_conv_dw_f32_bw_weight(&g, n, x, dy, expected, b == NULL ? NULL : expected_bias);
            rp_conv_dw_f32_bw_weight_3x3_vfp(&g, n, x, dy, actual, b == NULL ? NULL : actual_bias);
            test_same_bits("dw", actual, expected, g.c_out * 9);
            test_same_bits("db", actual_bias, expected_bias, g.c_out);
            free(expected);
            free(actual);
            free(expected_bias);
            free(actual_bias);
            weight++;
            strided += stride > 1;
            dilated += dilation > 1;
        }
        free(x);
        free(w);
        free(b);
        free(dy);
    }
    assert_true(strided > CASES / 20 && dilated > CASES / 60);
    printf("%d, %d and %d cases\n", (int)forward, (int)input, (int)weight);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(input_gradient), cmocka_unit_test(three_by_three)};
    return cmocka_run_group_tests_name("conv_dw_vfp", tests, NULL, NULL);
}
