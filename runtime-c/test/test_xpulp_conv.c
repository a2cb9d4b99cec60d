/* Convolutions in integers for Xpulp, in their portable twin, against the portable kernels: the same codes on random geometry, however many cores share the work. */
#include "rp_kernels_xpulp.h"
#include "test_conv_codes.h"
#include "test_geometry.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 500, MOST_CORES = 9 };

/* Channels whose output stage has a scale, and those without. */
static int32_t scaled, unscaled;

static test_layer random_layer(test_random *random, rp_conv_geometry g)
{
    test_layer a = test_layer_of(random, g, 3);
    for (int32_t i = 0; i < a.g.c_out; i++) {
        a.q[i].m = (a.q[i].m & ~0xff) | 0x80; /* odd numbers of 24 bits times 2^7: no product with a sum below 2^24 is a tie */
    }
    return a;
}

/* As the compiler makes them. */
static rp_xpulp_channel *output_stages(const test_layer *a)
{
    const int32_t taps = a->group_in * a->g.k_h * a->g.k_w;
    rp_xpulp_channel *q = test_allocate((size_t)a->g.c_out * sizeof *q);
    for (int32_t c = 0; c < a->g.c_out; c++) {
        int32_t sum = 0;
        double bound = fabs((double)a->b[c]);
        for (int32_t i = 0; i < taps; i++) {
            sum += a->w[c * taps + i];
            bound += 255 * abs(a->w[c * taps + i]);
        }
        const double scale = (double)a->q[c].m * pow(2, a->q[c].l - 32 - a->q[c].r);
        const rp_xpulp_channel stage = {(int32_t)((uint32_t)a->b[c] - (uint32_t)(a->o.zp_in * sum)), scale * bound < 32000 && bound < 1 << 23 ? (float)scale : 0.0f, a->q[c]};
        q[c] = stage;
        scaled += stage.scale != 0.0f;
        unscaled += stage.scale == 0.0f;
    }
    return q;
}

typedef void conv_kernel(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q, uint8_t *scratch,
                         uint8_t *y);

/* scratch: bytes of one core. */
static void check(const test_layer *a, conv_kernel *kernel, int8_t *w, int32_t scratch_bytes, int32_t cores)
{
    uint8_t *x = test_transposed(a->x, a->g.c_in, a->g.h_in * a->g.w_in);
    rp_xpulp_channel *q = output_stages(a);
    uint8_t *scratch = test_allocate((size_t)(scratch_bytes * cores));
    uint8_t *y = test_allocate((size_t)a->out);
    memset(y, 0xa5, (size_t)a->out);
    memset(scratch, 0x5a, (size_t)(scratch_bytes * cores));
    for (int32_t core = 0; core < cores; core++) {
        kernel((rp_share){core, cores}, &a->g, &a->o, x, w, q, scratch, y);
    }
    uint8_t *actual = test_transposed(y, a->g.h_out * a->g.w_out, a->g.c_out);
    test_same_codes("y", actual, a->expected, a->out);
    free(x);
    free(w);
    free(q);
    free(scratch);
    free(y);
    free(actual);
}

/* Taps in the order [k_h][k_w][c_in/groups], zeros up to a multiple of 4. */
static int8_t *row_weights(const test_layer *a, int32_t depth)
{
    const int32_t window = a->g.k_h * a->g.k_w;
    const int32_t taps = a->group_in * window;
    int8_t *w = test_allocate((size_t)(a->g.c_out * depth));
    memset(w, 0, (size_t)(a->g.c_out * depth));
    for (int32_t i = 0; i < a->g.c_out * taps; i++) {
        const int32_t tap = i % taps;
        w[i / taps * depth + tap % window * a->group_in + tap / window] = a->w[i];
    }
    return w;
}

static void general(void **state)
{
    (void)state;
    test_random random = test_seed(71);
    test_coverage coverage = {0};
    int32_t cases = 0;
    scaled = unscaled = 0;
    for (; cases < CASES; cases++) {
        test_layer a = random_layer(&random, test_conv_geometry(&random, cases % 8 == 0 ? TEST_CONV_PW : TEST_CONV, &coverage));
        const int32_t depth = (a.group_in * a.g.k_h * a.g.k_w + 3) / 4 * 4;
        rp_conv_s8(&a.g, &a.o, a.x, a.w, a.b, a.q, a.expected);
        check(&a, rp_conv_s8_xpulp, row_weights(&a, depth), 4 * depth, test_int(&random, 1, MOST_CORES));
        test_layer_release(&a);
    }
    assert_int_equal(cases, CASES);
    assert_true(scaled > 500 && unscaled > 200);
    assert_true(coverage.stride_over_kernel > 20 && coverage.kernel_over_input > 20 && coverage.dilated_with_pads > 20 && coverage.uneven_pads > 100);
    assert_true(coverage.window_in_padding > 20 && coverage.one_by_one > 5 && coverage.odd_channels > 50 && coverage.grouped > 100);
}

/* Four taps of a row of each of four channels in turn. */
static int8_t *tap_weights(const test_layer *a)
{
    const rp_conv_geometry g = rp_xpulp_tap_geometry(&a->g);
    const int32_t parts = (g.k_w + 3) / 4;
    const int32_t words = parts * g.k_h;
    const int32_t quads = (a->g.c_in + 3) / 4;
    int8_t *w = test_allocate((size_t)(quads * words * 16));
    for (int32_t i = 0; i < quads * words * 16; i++) {
        const int32_t quad = i / 16 / words;
        const int32_t channel = (4 * quad + 4 <= a->g.c_in ? 4 * quad : a->g.c_in - 4) + i % 16 / 4;
        const int32_t kx = i / 16 % words / g.k_h * 4 + i % 4;
        const int32_t ky = i / 16 % g.k_h;
        w[i] = (int8_t)(kx < g.k_w ? a->w[(channel * g.k_h + ky) * g.k_w + kx] : 0);
    }
    return w;
}

static void depthwise_by_taps(void **state)
{
    (void)state;
    test_random random = test_seed(72);
    test_coverage coverage = {0};
    int32_t tried = 0;
    for (int32_t cases = 0; cases < CASES; cases++) {
        test_layer a = random_layer(&random, test_conv_geometry(&random, TEST_CONV_DW, &coverage));
        if (a.g.c_in >= 4 && a.g.c_out == a.g.c_in) {
            const rp_conv_geometry g = rp_xpulp_tap_geometry(&a.g);
            const int32_t words = (g.k_w + 3) / 4 * ((rp_xpulp_tap_rows(&g) - 1) * g.stride_h + g.k_h);
            rp_conv_dw_s8(&a.g, &a.o, a.x, a.w, a.b, a.q, a.expected);
            check(&a, rp_conv_dw_taps_s8_xpulp, tap_weights(&a), 16 * words, test_int(&random, 1, MOST_CORES));
            tried++;
        }
        test_layer_release(&a);
    }
    assert_true(tried > 80);
    assert_true(coverage.stride_over_kernel > 20 && coverage.kernel_over_input > 20 && coverage.dilated_with_pads > 20 && coverage.window_in_padding > 20);
}

/* Small sums times 1/2 to 2: some codes are those of two sums, others of none. */
static void multiply_by_one(test_layer *a)
{
    for (int32_t i = 0; i < 9 * a->g.c_out; i++) {
        a->w[i] = (int8_t)(a->w[i] % 4);
    }
    for (int32_t i = 0; i < a->g.c_out; i++) {
        a->b[i] %= 100;
        a->q[i].l = (int8_t)(2 + i % 2);
        a->q[i].r = 1;
    }
}

static void depthwise_3x3(void **state)
{
    (void)state;
    test_random random = test_seed(73);
    int32_t cases = 0;
    int32_t long_stretches = 0;
    int32_t large_scales = 0;
    scaled = unscaled = 0;
    for (; cases < 300; cases++) {
        const int32_t h = test_int(&random, 1, cases % 10 == 0 ? 70 : 12);
        const int32_t w = test_int(&random, 1, 9);
        const int32_t c = test_int(&random, 4, 13);
        const int32_t top = test_int(&random, 0, 2);
        const int32_t left = test_int(&random, 0, 2);
        const int32_t h_out = h + top + test_int(&random, 0, 2) - 2;
        const int32_t w_out = w + left + test_int(&random, 0, 2) - 2;
        if (h_out < 1 || w_out < 1) {
            cases--;
            continue;
        }
        const rp_conv_geometry g = {c, h, w, c, h_out, w_out, 3, 3, 1, 1, 1, 1, top, left, c, 0};
        test_layer a = random_layer(&random, g);
        if (cases % 2 == 0) {
            a.o.zp_out = a.o.low = 0;
        }
        if (cases % 6 == 0) {
            multiply_by_one(&a);
            large_scales++;
        }
        const int32_t rows = h_out < RP_XPULP_DW_ROWS ? h_out : RP_XPULP_DW_ROWS;
        int8_t *weights = test_allocate((size_t)(12 * c));
        for (int32_t i = 0; i < 12 * c; i++) {
            weights[i] = (int8_t)(i % 4 < 3 ? a.w[i / 4 * 3 + i % 4] : 0);
        }
        rp_conv_dw_s8(&a.g, &a.o, a.x, a.w, a.b, a.q, a.expected);
        check(&a, rp_conv_dw_s8_xpulp, weights, 16 * (rows + 2), test_int(&random, 1, MOST_CORES));
        long_stretches += h_out > RP_XPULP_DW_ROWS;
        test_layer_release(&a);
    }
    assert_int_equal(cases, 300);
    assert_true(large_scales >= 50);
    assert_true(long_stretches > 10 && scaled > 500 && unscaled > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(general),
        cmocka_unit_test(depthwise_by_taps),
        cmocka_unit_test(depthwise_3x3),
    };
    return cmocka_run_group_tests_name("xpulp_conv", tests, NULL, NULL);
}
