/* Kernels that move values: every element is found by its coordinates. */
#include "rp_kernels_f32.h"
#include "rp_kernels_s8.h"
#include "rp_test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 400 };

static void coordinates(const int32_t *dims, int32_t index, int32_t *at)
{
    for (int32_t axis = 4; axis >= 0; axis--) {
        at[axis] = index % dims[axis];
        index /= dims[axis];
    }
}

static int32_t linear(const int32_t *dims, const int32_t *at)
{
    int32_t index = 0;
    for (int32_t axis = 0; axis < 5; axis++) {
        index = index * dims[axis] + at[axis];
    }
    return index;
}

static int32_t product(const int32_t *dims)
{
    return dims[0] * dims[1] * dims[2] * dims[3] * dims[4];
}

/* Random permutation of random dims; checked through coordinates, and back by the inverse permutation. */
static void transpose(void **state)
{
    (void)state;
    test_random random = test_seed(80);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        int32_t in[5];
        int32_t axes[5] = {0, 1, 2, 3, 4};
        int32_t in_stride[5];
        rp_permute_geometry g;
        rp_permute_geometry back;
        for (int32_t i = 0; i < 5; i++) {
            in[i] = test_int(&random, 0, 2) == 0 ? 1 : test_int(&random, 1, test_int(&random, 0, 3) == 0 ? 13 : 4); /* blocks of four and what is left */
        }
        for (int32_t i = 4; i > 0; i--) {
            int32_t j = test_int(&random, 0, i);
            int32_t kept = axes[i];
            axes[i] = axes[j];
            axes[j] = kept;
        }
        int32_t stride = 1;
        for (int32_t i = 4; i >= 0; i--) {
            in_stride[i] = stride;
            stride *= in[i];
        }
        for (int32_t i = 0; i < 5; i++) {
            g.dims[i] = in[axes[i]];
            g.stride[i] = in_stride[axes[i]];
        }
        stride = 1;
        for (int32_t i = 4; i >= 0; i--) {
            back.dims[axes[i]] = g.dims[i];
            back.stride[axes[i]] = stride;
            stride *= g.dims[i];
        }
        int32_t elements = product(in);
        g.in_sample = elements;
        back.in_sample = elements;
        int32_t n = test_int(&random, 0, 3);
        float *x = test_floats(&random, n * elements, test_special);
        float *y = test_unwritten(n * elements);
        float *x_again = test_unwritten(n * elements);
        uint8_t *codes = test_codes(&random, elements);
        uint8_t *codes_out = test_codes(&random, elements);
        rp_transpose_f32(&g, n, x, y);
        rp_transpose_f32(&back, n, y, x_again);
        rp_transpose_u8(&g, codes, codes_out);
        test_same_bits("there and back", x_again, x, n * elements);
        for (int32_t i = 0; i < n * elements; i++) {
            int32_t at[5];
            int32_t to[5];
            coordinates(in, i % elements, at);
            for (int32_t k = 0; k < 5; k++) {
                to[k] = at[axes[k]];
            }
            test_same_bits("y", &y[i / elements * elements + linear(g.dims, to)], &x[i], 1);
            assert_int_equal(codes_out[linear(g.dims, to)], codes[i % elements]);
        }
        free(x);
        free(y);
        free(x_again);
        free(codes);
        free(codes_out);
    }
    assert_int_equal(cases, CASES);
}

static void pad(void **state)
{
    (void)state;
    test_random random = test_seed(81);
    int32_t cases = 0;
    int32_t padded = 0;
    int32_t cropped = 0;
    int32_t nothing_left = 0; /* outputs in which no input element is */
    for (; cases < CASES; cases++) {
        rp_pad_geometry g;
        for (int32_t i = 0; i < 5; i++) {
            int quiet = test_int(&random, 0, 1);
            g.dims_in[i] = test_int(&random, 1, 4);
            g.begin[i] = quiet ? 0 : test_int(&random, -3, 3);
            int32_t end = quiet ? 0 : test_int(&random, -2, 3);
            g.dims_out[i] = g.dims_in[i] + g.begin[i] + end;
            g.dims_out[i] = g.dims_out[i] < 1 ? 1 : g.dims_out[i];
        }
        int32_t in = product(g.dims_in);
        int32_t out = product(g.dims_out);
        int32_t n = test_int(&random, 0, 2);
        float value = test_special(&random);
        float *x = test_floats(&random, n * in, test_special);
        float *y = test_unwritten(n * out);
        float *dy = test_floats(&random, n * out, test_special);
        float *dx = test_unwritten(n * in);
        uint8_t *codes = test_codes(&random, in);
        uint8_t *codes_out = test_codes(&random, out);
        rp_pad_f32_fw(&g, value, n, x, y);
        rp_pad_f32_bw(&g, n, dy, dx);
        rp_pad_u8(&g, 77, codes, codes_out);
        int32_t moved = 0;
        for (int32_t i = 0; i < n * out; i++) {
            int32_t at[5];
            int inside = 1;
            coordinates(g.dims_out, i % out, at);
            for (int32_t k = 0; k < 5; k++) {
                at[k] -= g.begin[k];
                inside = inside && at[k] >= 0 && at[k] < g.dims_in[k];
            }
            moved += inside;
            padded += !inside;
            float expected = inside ? x[i / out * in + linear(g.dims_in, at)] : value;
            test_same_bits("y", y + i, &expected, 1);
            assert_int_equal(codes_out[i % out], inside ? codes[linear(g.dims_in, at)] : 77);
        }
        nothing_left += n > 0 && moved == 0;
        for (int32_t i = 0; i < n * in; i++) {
            int32_t at[5];
            int inside = 1;
            coordinates(g.dims_in, i % in, at);
            for (int32_t k = 0; k < 5; k++) {
                at[k] += g.begin[k];
                inside = inside && at[k] >= 0 && at[k] < g.dims_out[k];
            }
            cropped += !inside;
            float expected = inside ? dy[i / in * out + linear(g.dims_out, at)] : 0.0f;
            test_same_bits("dx", dx + i, &expected, 1);
        }
        free(x);
        free(y);
        free(dy);
        free(dx);
        free(codes);
        free(codes_out);
    }
    assert_int_equal(cases, CASES);
    assert_true(padded > 10000 && cropped > 1000 && nothing_left > 5);
    printf("%d values padded, %d cropped, %d times nothing left\n", (int)padded, (int)cropped, (int)nothing_left);
}

/* Joining two to four operands along the middle of [outer][axis][inner] and taking the gradient apart again. */
static void concat(void **state)
{
    (void)state;
    test_random random = test_seed(82);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        int32_t outer = test_int(&random, 1, 4);
        int32_t inner = test_int(&random, 1, 5);
        int32_t operands = test_int(&random, 2, 4);
        int32_t n = test_int(&random, 0, 3);
        int32_t width[4];
        int32_t total = 0;
        for (int32_t k = 0; k < operands; k++) {
            width[k] = test_int(&random, 1, 5);
            total += width[k];
        }
        int32_t joined_sample = outer * total * inner;
        float *joined = test_unwritten(n * joined_sample);
        uint8_t *joined_codes = test_codes(&random, joined_sample);
        int32_t first = 0;
        for (int32_t k = 0; k < operands; k++) {
            rp_concat_geometry g = {outer, width[k] * inner, total * inner, first * inner, joined_sample};
            int32_t elements = outer * width[k] * inner;
            float *x = test_floats(&random, n * elements, test_special);
            float *again = test_unwritten(n * elements);
            uint8_t *codes = test_codes(&random, elements);
            rp_concat_f32_fw(&g, n, x, joined);
            rp_concat_f32_bw(&g, n, joined, again);
            rp_concat_u8(&g, codes, joined_codes);
            test_same_bits("taken apart", again, x, n * elements);
            for (int32_t i = 0; i < n * elements; i++) {
                int32_t j = i % inner;
                int32_t a = i / inner % width[k];
                int32_t o = i / inner / width[k] % outer;
                int32_t to = (o * total + first + a) * inner + j;
                test_same_bits("joined", &joined[i / elements * joined_sample + to], &x[i], 1);
                assert_int_equal(joined_codes[to], codes[i % elements]);
            }
            first += width[k];
            free(x);
            free(again);
            free(codes);
        }
        for (int32_t i = 0; i < n * joined_sample; i++) {
            assert_true(joined[i] != -12345.678f);
        }
        free(joined);
        free(joined_codes);
    }
    assert_int_equal(cases, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(transpose), cmocka_unit_test(pad), cmocka_unit_test(concat)};
    return cmocka_run_group_tests_name("shape", tests, NULL, NULL);
}
