/* Integer convolutions for the DSP instructions: same codes as the portable kernels, on random shapes, in their own layouts. */
#include "internal/rp_dw_band.h"
#include "internal/rp_dw_taps.h"
#include "rp_kernels_s8_dsp.h"
#include "test_conv_codes.h"
#include "test_geometry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 700 };

/* As the compiler makes them: with its zero point where that fits beside the product, apart elsewhere. */
static rp_dsp_channel *output_stages(const test_layer *a)
{
    const int32_t taps = a->group_in * a->g.k_h * a->g.k_w;
    rp_dsp_channel *q = test_allocate((size_t)a->g.c_out * sizeof *q);
    for (int32_t c = 0; c < a->g.c_out; c++) {
        int32_t sum = 0;
        for (int32_t i = 0; i < taps; i++) {
            sum += a->w[c * taps + i];
        }
        const int folded = a->q[c].r < 22;
        q[c].bias = (int32_t)((uint32_t)a->b[c] - (uint32_t)(a->o.zp_in * sum));
        q[c].m = a->q[c].m;
        q[c].add = (1 << (a->q[c].r - 1)) + (folded ? a->o.zp_out << a->q[c].r : 0);
        q[c].l = (uint8_t)a->q[c].l;
        q[c].r = (uint8_t)a->q[c].r;
        q[c].zp = (uint8_t)(folded ? 0 : a->o.zp_out);
        q[c].plain = folded && a->q[c].l == 0 && a->o.low == 0 && a->o.high == 255;
    }
    return q;
}

static void same_channels_last(const test_layer *a, const uint8_t *y)
{
    uint8_t *actual = test_transposed(y, a->g.h_out * a->g.w_out, a->g.c_out);
    test_same_codes("y", actual, a->expected, a->out);
    free(actual);
}

static int8_t *depthwise_weights(const test_layer *a)
{
    const int32_t pitch = ((a->g.k_w - 1) * a->g.dilation_w + 4) / 4 * 4;
    const int32_t rows = a->g.c_out * a->g.k_h;
    int8_t *w = test_allocate((size_t)(rows * pitch));
    memset(w, 0, (size_t)(rows * pitch));
    for (int32_t i = 0; i < rows * a->g.k_w; i++) {
        w[i / a->g.k_w * pitch + i % a->g.k_w * a->g.dilation_w] = a->w[i];
    }
    return w;
}

/* Two taps of each of four channels in turn. */
static int32_t *tap_weights(const test_layer *a)
{
    const int32_t taps = a->g.k_h * a->g.k_w;
    const int32_t pairs = (taps + 1) / 2;
    const int32_t fours = (a->g.c_in + 3) / 4;
    int32_t *w = test_allocate((size_t)(fours * pairs * 4) * sizeof *w);
    for (int32_t i = 0; i < fours * pairs * 4; i++) {
        const int32_t first = i / 4 / pairs * 4;
        const int32_t channel = (first + 4 <= a->g.c_in ? first : a->g.c_in - 4) + i % 4;
        const int32_t tap = i / 4 % pairs * 2;
        const int32_t second = tap + 1 < taps ? a->w[channel * taps + tap + 1] : 0;
        w[i] = (int32_t)(((uint32_t)a->w[channel * taps + tap] & 0xffffU) | (uint32_t)second << 16);
    }
    return w;
}

/* The kernel that reads the pixels where they lie; whether it takes this layer. */
static int check_taps(const test_layer *a)
{
    if (a->g.c_in < 4 || a->g.c_out != a->g.c_in) {
        return 0;
    }
    uint8_t *x = test_transposed(a->x, a->g.c_in, a->g.h_in * a->g.w_in);
    int32_t *w = tap_weights(a);
    rp_dsp_channel *q = output_stages(a);
    uint8_t *scratch = test_allocate((size_t)rp_dw_taps_scratch(&a->g));
    uint8_t *y = test_allocate((size_t)a->out);
    memset(y, 0xa5, (size_t)a->out);
    rp_conv_dw_taps_s8_dsp(&a->g, &a->o, x, w, q, scratch, y);
    same_channels_last(a, y);
    free(x);
    free(w);
    free(q);
    free(scratch);
    free(y);
    return 1;
}

/* In each layout of input and output. */
static void check_depthwise(const test_layer *a)
{
    const int32_t in_plane = a->g.h_in * a->g.w_in;
    const int32_t out_plane = a->g.h_out * a->g.w_out;
    uint8_t *x = test_transposed(a->x, a->g.c_in, in_plane);
    int8_t *w = depthwise_weights(a);
    rp_dsp_channel *q = output_stages(a);
    uint8_t *scratch = test_allocate((size_t)rp_dw_scratch(&a->g));
    uint8_t *y = test_allocate((size_t)a->out);
    memset(y, 0xa5, (size_t)a->out);
    rp_conv_dw_s8_dsp(&a->g, &a->o, a->g.c_in, 1, a->g.c_out, 1, x, w, q, scratch, y);
    same_channels_last(a, y);
    memset(y, 0xa5, (size_t)a->out);
    rp_conv_dw_s8_dsp(&a->g, &a->o, 1, in_plane, a->g.c_out, 1, a->x, w, q, scratch, y);
    same_channels_last(a, y);
    memset(y, 0xa5, (size_t)a->out);
    rp_conv_dw_s8_dsp(&a->g, &a->o, a->g.c_in, 1, 1, out_plane, x, w, q, scratch, y);
    test_same_codes("y", y, a->expected, a->out);
    free(x);
    free(w);
    free(q);
    free(scratch);
    free(y);
}

static void depthwise(void **state)
{
    (void)state;
    test_random random = test_seed(60);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t by_taps = 0;
    for (; cases < CASES; cases++) {
        test_layer a = test_layer_of(&random, test_conv_geometry(&random, TEST_CONV_DW, &coverage), 8);
        rp_conv_dw_s8(&a.g, &a.o, a.x, a.w, a.b, a.q, a.expected);
        check_depthwise(&a);
        by_taps += check_taps(&a);
        test_layer_release(&a);
    }
    assert_int_equal(cases, CASES);
    assert_true(by_taps > 100);
    assert_true(coverage.stride_over_kernel > 20 && coverage.kernel_over_input > 20 && coverage.dilated_with_pads > 20 && coverage.uneven_pads > 100);
    assert_true(coverage.window_in_padding > 20 && coverage.one_by_one > 5 && coverage.odd_channels > 50);
}

/* The shapes of networks: 3x3 and 5x5 at both strides, padded as they are there, 1-D, planes that are worked in bands. */
static void depthwise_of_networks(void **state)
{
    (void)state;
    test_random random = test_seed(61);
    int32_t cases = 0;
    int32_t by_taps = 0;
    for (; cases < 120; cases++) {
        const int large = cases % 20 == 0;
        const int32_t k = test_int(&random, 0, 2) == 0 ? 5 : 3;
        const int32_t k_h = test_int(&random, 0, 4) == 0 ? 1 : k;
        const int32_t stride = test_int(&random, 1, 2);
        const int32_t h = k_h == 1 ? 1 : (large ? test_int(&random, 80, 130) : test_int(&random, 2, 30));
        const int32_t w = large ? test_int(&random, 80, 130) : test_int(&random, 2, 30);
        const int32_t c = test_int(&random, 1, 9);
        const rp_conv_geometry g = {c,      h,      w, c, (h - 1) / stride + 1, (w - 1) / stride + 1, k_h, k, stride,
                                    stride, 1, 1, k_h / 2, k / 2, c, 0};
        test_layer a = test_layer_of(&random, g, 8);
        rp_conv_dw_s8(&a.g, &a.o, a.x, a.w, a.b, a.q, a.expected);
        check_depthwise(&a);
        by_taps += check_taps(&a);
        test_layer_release(&a);
    }
    assert_int_equal(cases, 120);
    assert_true(by_taps > 40);
}

/* Pairs of channels of a group, four taps of each in turn. */
static int8_t *pair_weights(const test_layer *a, int32_t row_bytes)
{
    const int32_t group_out = a->g.c_out / a->g.groups;
    const int32_t pairs = (group_out + 1) / 2;
    const int32_t window = a->g.k_h * a->g.k_w;
    int8_t *w = test_allocate((size_t)(a->g.groups * pairs * 2 * row_bytes));
    memset(w, 0, (size_t)(a->g.groups * pairs * 2 * row_bytes));
    for (int32_t i = 0; i < a->g.groups * pairs * 2; i++) {
        const int32_t first = i / 2 % pairs * 2;
        const int32_t second = group_out == 1 ? first : first + i % 2;
        const int32_t c = first + 1 == group_out && group_out > 1 ? second - 1 : second;
        const int8_t *from = a->w + (i / 2 / pairs * group_out + c) * a->group_in * window;
        for (int32_t t = 0; t < a->group_in * window; t++) {
            const int32_t at = t % window * a->group_in + t / window;
            w[i / 2 * 2 * row_bytes + at / 4 * 8 + i % 2 * 4 + at % 4] = from[t];
        }
    }
    return w;
}

static void general(void **state)
{
    (void)state;
    test_random random = test_seed(62);
    test_coverage coverage = {0};
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        test_layer a = test_layer_of(&random, test_conv_geometry(&random, cases % 8 == 0 ? TEST_CONV_PW : TEST_CONV, &coverage), 3);
        const int32_t row_bytes = (a.group_in * a.g.k_h * a.g.k_w + 3) / 4 * 4;
        rp_conv_s8(&a.g, &a.o, a.x, a.w, a.b, a.q, a.expected);
        uint8_t *x = test_transposed(a.x, a.g.c_in, a.g.h_in * a.g.w_in);
        int8_t *w = pair_weights(&a, row_bytes);
        rp_dsp_channel *q = output_stages(&a);
        uint8_t *scratch = test_allocate((size_t)(2 * row_bytes + 4));
        uint8_t *y = test_allocate((size_t)a.out);
        memset(y, 0xa5, (size_t)a.out);
        rp_conv_s8_dsp(&a.g, &a.o, a.g.c_out, 1, x, w, q, scratch, y);
        same_channels_last(&a, y);
        memset(y, 0xa5, (size_t)a.out);
        rp_conv_s8_dsp(&a.g, &a.o, 1, a.g.h_out * a.g.w_out, x, w, q, scratch, y);
        test_same_codes("y", y, a.expected, a.out);
        free(x);
        free(w);
        free(q);
        free(scratch);
        free(y);
        test_layer_release(&a);
    }
    assert_int_equal(cases, CASES);
    assert_true(coverage.stride_over_kernel > 20 && coverage.kernel_over_input > 20 && coverage.dilated_with_pads > 20 && coverage.uneven_pads > 100);
    assert_true(coverage.window_in_padding > 20 && coverage.one_by_one > 5 && coverage.odd_channels > 50 && coverage.grouped > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(general),
        cmocka_unit_test(depthwise),
        cmocka_unit_test(depthwise_of_networks),
    };
    return cmocka_run_group_tests_name("conv_s8_dsp", tests, NULL, NULL);
}
