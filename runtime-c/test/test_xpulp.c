/* Kernels for Xpulp, in their portable twin, against the portable kernels: the same bits however many cores share the work. */
#include "rp_kernels_f32.h"
#include "rp_kernels_xpulp.h"
#include "test_geometry.h"

#include <stdlib.h>

enum { CASES = 300, MOST_CORES = 9 };

/* Sizes that make full blocks, edges and empty shares. */
static int32_t random_size(test_random *random)
{
    return test_int(random, 0, 3) > 0 ? test_int(random, 1, 9) : test_int(random, 10, 40);
}

static float *random_tensor(test_random *random, int32_t count)
{
    return test_floats(random, count, test_special);
}

typedef struct {
    test_conv_kind kind;
    void (*forward)(const rp_conv_geometry *, int32_t, const float *, const float *, const float *, float *);
    void (*input)(const rp_conv_geometry *, int32_t, const float *, const float *, float *);
    void (*weight)(const rp_conv_geometry *, int32_t, const float *, const float *, float *, float *);
    void (*shared_forward)(rp_share, const rp_conv_geometry *, int32_t, const float *, const float *, const float *, float *);
    void (*shared_input)(rp_share, const rp_conv_geometry *, int32_t, const float *, const float *, float *);
    void (*shared_weight)(rp_share, const rp_conv_geometry *, int32_t, const float *, const float *, float *, float *);
} family;

static const family GENERAL = {TEST_CONV,           rp_conv_f32_fw,           rp_conv_f32_bw_input,      rp_conv_f32_bw_weight,
                               rp_conv_f32_fw_xpulp, rp_conv_f32_bw_input_xpulp, rp_conv_f32_bw_weight_xpulp};
static const family POINTWISE = {TEST_CONV_PW,           rp_conv_pw_f32_fw,           rp_conv_pw_f32_bw_input,      rp_conv_pw_f32_bw_weight,
                                 rp_conv_pw_f32_fw_xpulp, rp_conv_pw_f32_bw_input_xpulp, rp_conv_pw_f32_bw_weight_xpulp};

static const family DEPTHWISE = {TEST_CONV_DW,           rp_conv_dw_f32_fw,           rp_conv_dw_f32_bw_input,      rp_conv_dw_f32_bw_weight,
                                 rp_conv_dw_f32_fw_xpulp, rp_conv_dw_f32_bw_input_xpulp, rp_conv_dw_f32_bw_weight_xpulp};

/* More channels and wider rows than test_conv_geometry draws, so that blocks are filled. */
static rp_conv_geometry random_geometry(test_random *random, test_conv_kind kind, test_coverage *coverage)
{
    rp_conv_geometry g = test_conv_geometry(random, kind, coverage);
    if (kind != TEST_CONV_DW && g.groups == 1 && test_int(random, 0, 1) == 0) {
        g.c_in = random_size(random);
        g.c_out = random_size(random);
    }
    const int32_t own_blocks = kind == TEST_CONV_DW ? test_int(random, 0, 3) : 0;
    if (own_blocks == 1) { /* 3x3 at stride 2, ending with the input or one behind it */
        g.k_h = 3;
        g.k_w = 3;
        g.stride_h = 2;
        g.stride_w = 2;
        g.dilation_h = 1;
        g.dilation_w = 1;
        g.pad_top = test_int(random, 0, 1);
        g.pad_left = test_int(random, 0, 1);
        g.h_out = test_int(random, 1, 9);
        g.w_out = test_int(random, 1, 9);
        g.h_in = 2 * g.h_out - g.pad_top + test_int(random, 0, 1);
        g.w_in = 2 * g.w_out - g.pad_left + test_int(random, 0, 1);
    }
    if (own_blocks >= 2) { /* 3x3 at stride 1 */
        g.k_h = 3;
        g.k_w = 3;
        g.stride_h = 1;
        g.stride_w = 1;
        g.dilation_h = 1;
        g.dilation_w = 1;
        g.pad_top = test_int(random, 0, 2);
        g.pad_left = test_int(random, 0, 2);
        g.h_out = g.h_in + g.pad_top + test_int(random, 0, 2) - 2;
        g.w_out = g.w_in + g.pad_left + test_int(random, 0, 2) - 2;
        g.h_in += g.h_out < 1 ? 2 : 0;
        g.h_out += g.h_out < 1 ? 2 : 0;
        g.w_in += g.w_out < 1 ? 2 : 0;
        g.w_out += g.w_out < 1 ? 2 : 0;
    }
    if (test_int(random, 0, 1) == 0) {
        const int32_t more = test_int(random, 1, 12);
        g.w_out += more;
        g.w_in += more * g.stride_w;
    }
    return g;
}

static void conv_as_portable(const family *f, uint64_t seed)
{
    test_random random = test_seed(seed);
    test_coverage coverage = {0};
    int32_t cases = 0;
    int32_t halved = 0;
    for (; cases < CASES; cases++) {
        const rp_conv_geometry g = random_geometry(&random, f->kind, &coverage);
        halved += g.k_h == 3 && g.k_w == 3 && g.stride_h == 2 && g.stride_w == 2 && g.c_in == g.c_out;
        const int32_t n = test_int(&random, 0, 3);
        const int32_t cores = test_int(&random, 1, MOST_CORES);
        const int32_t in = n * g.c_in * g.h_in * g.w_in;
        const int32_t out = n * g.c_out * g.h_out * g.w_out;
        const int32_t weights = g.c_out * (g.c_in / g.groups) * g.k_h * g.k_w;
        float *x = random_tensor(&random, in);
        float *dy = random_tensor(&random, out);
        float *w = random_tensor(&random, weights);
        float *b = test_int(&random, 0, 2) > 0 ? random_tensor(&random, g.c_out) : NULL;
        float *dw = random_tensor(&random, weights);
        float *db = random_tensor(&random, g.c_out);
        float *expected_dw = test_copy(dw, weights);
        float *expected_db = test_copy(db, g.c_out);
        float *y = test_unwritten(out);
        float *expected_y = test_unwritten(out);
        float *dx = test_unwritten(in);
        float *expected_dx = test_unwritten(in);
        f->forward(&g, n, x, w, b, expected_y);
        f->input(&g, n, dy, w, expected_dx);
        f->weight(&g, n, x, dy, expected_dw, b == NULL ? NULL : expected_db);
        for (int32_t core = 0; core < cores; core++) {
            const rp_share share = {core, cores};
            f->shared_forward(share, &g, n, x, w, b, y);
            f->shared_input(share, &g, n, dy, w, dx);
            f->shared_weight(share, &g, n, x, dy, dw, b == NULL ? NULL : db);
        }
        test_same_bits("y", y, expected_y, out);
        test_same_bits("dx", dx, expected_dx, in);
        test_same_bits("dw", dw, expected_dw, weights);
        test_same_bits("db", db, expected_db, g.c_out);
        float *used[] = {x, dy, w, b, dw, db, expected_dw, expected_db, y, expected_y, dx, expected_dx};
        for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
            free(used[i]);
        }
    }
    assert_int_equal(cases, CASES);
    assert_true(f->kind != TEST_CONV_DW || halved > CASES / 20);
    assert_true(coverage.odd_channels > 0 && coverage.one_by_one > 0);
    assert_true(f->kind == TEST_CONV_PW || (coverage.stride_over_kernel > 0 && coverage.uneven_pads > 0 && coverage.window_in_padding > 0));
    assert_true(f->kind != TEST_CONV || (coverage.grouped > 0 && coverage.dilated_with_pads > 0));
}

static void conv_general_as_portable(void **state)
{
    (void)state;
    conv_as_portable(&GENERAL, 33);
}

static void conv_pw_as_portable(void **state)
{
    (void)state;
    conv_as_portable(&POINTWISE, 31);
}

static void conv_dw_as_portable(void **state)
{
    (void)state;
    conv_as_portable(&DEPTHWISE, 34);
}

static void linear_as_portable(void **state)
{
    (void)state;
    test_random random = test_seed(32);
    int32_t cases = 0;
    int32_t single_rows = 0;
    for (; cases < CASES; cases++) {
        const rp_linear_geometry g = {test_int(&random, 0, 3) > 0 ? 1 : test_int(&random, 2, 7), random_size(&random), random_size(&random), 0};
        const int32_t n = test_int(&random, 0, 2) > 0 ? 1 : test_int(&random, 0, 6);
        const int32_t cores = test_int(&random, 1, MOST_CORES);
        const int32_t in = n * g.rows * g.k;
        const int32_t out = n * g.rows * g.m;
        single_rows += n * g.rows == 1;
        float *x = random_tensor(&random, in);
        float *dy = random_tensor(&random, out);
        float *w = random_tensor(&random, g.m * g.k);
        float *b = test_int(&random, 0, 2) > 0 ? random_tensor(&random, g.m) : NULL;
        float *dw = random_tensor(&random, g.m * g.k);
        float *db = random_tensor(&random, g.m);
        float *expected_dw = test_copy(dw, g.m * g.k);
        float *expected_db = test_copy(db, g.m);
        float *y = test_unwritten(out);
        float *expected_y = test_unwritten(out);
        float *dx = test_unwritten(in);
        float *expected_dx = test_unwritten(in);
        rp_linear_f32_fw(&g, n, x, w, b, expected_y);
        rp_linear_f32_bw_input(&g, n, dy, w, expected_dx);
        rp_linear_f32_bw_weight(&g, n, x, dy, expected_dw, b == NULL ? NULL : expected_db);
        for (int32_t core = 0; core < cores; core++) {
            const rp_share share = {core, cores};
            rp_linear_f32_fw_xpulp(share, &g, n, x, w, b, y);
            rp_linear_f32_bw_input_xpulp(share, &g, n, dy, w, dx);
            rp_linear_f32_bw_weight_xpulp(share, &g, n, x, dy, dw, b == NULL ? NULL : db);
        }
        test_same_bits("y", y, expected_y, out);
        test_same_bits("dx", dx, expected_dx, in);
        test_same_bits("dw", dw, expected_dw, g.m * g.k);
        test_same_bits("db", db, expected_db, g.m);
        float *used[] = {x, dy, w, b, dw, db, expected_dw, expected_db, y, expected_y, dx, expected_dx};
        for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
            free(used[i]);
        }
    }
    assert_int_equal(cases, CASES);
    assert_true(single_rows >= CASES / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(conv_general_as_portable), cmocka_unit_test(conv_pw_as_portable), cmocka_unit_test(conv_dw_as_portable), cmocka_unit_test(linear_as_portable)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
