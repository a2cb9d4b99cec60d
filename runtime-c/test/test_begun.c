/* Kernels for Xpulp that go on with sums: over some of the channels (features), then over the others, they give the bits of the portable kernel over all. */
#include "rp_kernels_f32.h"
#include "rp_kernels_xpulp.h"
#include "rp_test.h"
#include "test_geometry.h"

#include <stdlib.h>

enum { CASES = 1500, MOST_CORES = 9 };

typedef void forward_kernel(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
typedef void gradient_kernel(rp_share share, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);

/* Columns first .. first+count-1 of each row. */
static float *columns(const float *matrix, int32_t rows, int32_t width, int32_t first, int32_t count)
{
    float *part = test_allocate((size_t)(rows * count) * sizeof *part);
    for (int32_t i = 0; i < rows * count; i++) {
        part[i] = matrix[i / count * width + first + i % count];
    }
    return part;
}

static float spread_or_zero(test_random *random)
{
    return test_int(random, 0, 9) == 0 ? -0.0f : test_spread(random);
}

static void conv_forward(test_random *random, const rp_conv_geometry *g, forward_kernel *kernel)
{
    const int32_t taps = g->k_h * g->k_w, plane = g->h_in * g->w_in, out = g->c_out * g->h_out * g->w_out;
    const int32_t cut = test_int(random, 1, g->c_in - 1), cores = test_int(random, 1, MOST_CORES);
    float *x = test_floats(random, g->c_in * plane, spread_or_zero);
    float *w = test_floats(random, g->c_out * g->c_in * taps, spread_or_zero);
    float *b = test_int(random, 0, 3) > 0 ? test_floats(random, g->c_out, spread_or_zero) : NULL;
    float *expected = test_unwritten(out);
    float *y = test_unwritten(out);
    rp_conv_f32_fw(g, 1, x, w, b, expected);
    for (int32_t part = 0; part < 2; part++) {
        const int32_t first = part == 0 ? 0 : cut, count = part == 0 ? cut : g->c_in - cut;
        rp_conv_geometry h = *g;
        h.c_in = count;
        h.begun = first;
        float *some = columns(w, g->c_out, g->c_in * taps, first * taps, count * taps);
        for (int32_t core = 0; core < cores; core++) {
            kernel((rp_share){core, cores}, &h, 1, x + first * plane, some, b, y);
        }
        free(some);
    }
    test_same_bits("y", y, expected, out);
    void *used[] = {x, w, b, expected, y};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        free(used[i]);
    }
}

static void conv_gradient(test_random *random, const rp_conv_geometry *g, gradient_kernel *kernel)
{
    const int32_t taps = g->k_h * g->k_w, plane = g->h_out * g->w_out, in = g->c_in * g->h_in * g->w_in;
    const int32_t cut = test_int(random, 1, g->c_out - 1), cores = test_int(random, 1, MOST_CORES);
    float *dy = test_floats(random, g->c_out * plane, spread_or_zero);
    float *w = test_floats(random, g->c_out * g->c_in * taps, spread_or_zero);
    float *expected = test_unwritten(in);
    float *dx = test_unwritten(in);
    rp_conv_f32_bw_input(g, 1, dy, w, expected);
    for (int32_t part = 0; part < 2; part++) {
        rp_conv_geometry h = *g;
        h.begun = part == 0 ? 0 : cut;
        h.c_out = part == 0 ? cut : g->c_out - cut;
        for (int32_t core = 0; core < cores; core++) {
            kernel((rp_share){core, cores}, &h, 1, dy + h.begun * plane, w + h.begun * g->c_in * taps, dx);
        }
    }
    test_same_bits("dx", dx, expected, in);
    void *used[] = {dy, w, expected, dx};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        free(used[i]);
    }
}

static void convolutions(void **state)
{
    (void)state;
    test_random random = test_seed(61);
    test_coverage coverage = {0};
    int32_t forward = 0, backward = 0;
    while (forward < CASES || backward < CASES) {
        const int pointwise = test_int(&random, 0, 2) == 0;
        const rp_conv_geometry g = test_conv_geometry(&random, pointwise ? TEST_CONV_PW : TEST_CONV, &coverage);
        if (g.groups == 1 && g.c_in > 1) {
            conv_forward(&random, &g, pointwise ? rp_conv_pw_f32_fw_xpulp : rp_conv_f32_fw_xpulp);
            forward++;
        }
        if (g.groups == 1 && g.c_out > 1) {
            conv_gradient(&random, &g, pointwise ? rp_conv_pw_f32_bw_input_xpulp : rp_conv_f32_bw_input_xpulp);
            backward++;
        }
    }
    assert_true(coverage.stride_over_kernel > 0 && coverage.uneven_pads > 0 && coverage.window_in_padding > 0 && coverage.dilated_with_pads > 0);
}

static void linear(void **state)
{
    (void)state;
    test_random random = test_seed(62);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        const rp_linear_geometry g = {test_int(&random, 1, 5), test_int(&random, 2, 40), test_int(&random, 2, 40), 0};
        const int32_t cut_k = test_int(&random, 1, g.k - 1), cut_m = test_int(&random, 1, g.m - 1), cores = test_int(&random, 1, MOST_CORES);
        float *x = test_floats(&random, g.rows * g.k, spread_or_zero);
        float *dy = test_floats(&random, g.rows * g.m, spread_or_zero);
        float *w = test_floats(&random, g.m * g.k, spread_or_zero);
        float *b = test_floats(&random, g.m, spread_or_zero);
        float *y = test_unwritten(g.rows * g.m), *expected_y = test_unwritten(g.rows * g.m);
        float *dx = test_unwritten(g.rows * g.k), *expected_dx = test_unwritten(g.rows * g.k);
        rp_linear_f32_fw(&g, 1, x, w, b, expected_y);
        rp_linear_f32_bw_input(&g, 1, dy, w, expected_dx);
        for (int32_t part = 0; part < 2; part++) {
            const int32_t first_k = part == 0 ? 0 : cut_k, k = part == 0 ? cut_k : g.k - cut_k;
            const int32_t first_m = part == 0 ? 0 : cut_m, m = part == 0 ? cut_m : g.m - cut_m;
            const rp_linear_geometry forward = {g.rows, k, g.m, first_k};
            const rp_linear_geometry backward = {g.rows, g.k, m, first_m};
            float *some_x = columns(x, g.rows, g.k, first_k, k);
            float *some_w = columns(w, g.m, g.k, first_k, k);
            float *some_dy = columns(dy, g.rows, g.m, first_m, m);
            for (int32_t core = 0; core < cores; core++) {
                rp_linear_f32_fw_xpulp((rp_share){core, cores}, &forward, 1, some_x, some_w, b, y);
                rp_linear_f32_bw_input_xpulp((rp_share){core, cores}, &backward, 1, some_dy, w + first_m * g.k, dx);
            }
            free(some_x);
            free(some_w);
            free(some_dy);
        }
        test_same_bits("y", y, expected_y, g.rows * g.m);
        test_same_bits("dx", dx, expected_dx, g.rows * g.k);
        void *used[] = {x, dy, w, b, y, expected_y, dx, expected_dx};
        for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
            free(used[i]);
        }
    }
    assert_int_equal(cases, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(convolutions), cmocka_unit_test(linear)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
