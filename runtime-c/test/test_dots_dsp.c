/* Pointwise convolutions and fully connected layers with the DSP extension: equal to the portable kernels, on exact-size arrays. */
#include "rp_kernels_s8_dsp.h"
#include "rp_test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { CASES = 800 };

/* How often each awkward case came. */
typedef struct {
    int32_t odd_in, odd_out, one_pixel, one_channel, few_in, many_in, shifted, late_zero_point, clamped, chw;
} seen;

/* A layer of k inputs and m outputs at `pixels` places, for both kinds of kernel. */
typedef struct {
    int32_t pixels, k, m;
    rp_s8_output o;
    uint8_t *x; /* [pixels][k] */
    int8_t *w;
    int32_t *b;
    rp_requant *q;
    int32_t *paired;
    rp_dsp_channel *channels;
} layer;

static int32_t weight(const layer *l, int32_t channel, int32_t input)
{
    return channel < l->m && input >= 0 && input < l->k ? l->w[channel * l->k + input] : 0;
}

/* As internal/rp_dsp_dots.h describes it. */
static int32_t *pack(const layer *l)
{
    int32_t quads = (l->k + 3) / 4;
    int32_t pairs = (l->m + 1) / 2;
    int32_t *words = test_allocate((size_t)(pairs * quads * 2) * sizeof *words);
    for (int32_t i = 0; i < pairs * quads * 2; i++) {
        int32_t a = i / (2 * quads) * 2;
        int32_t quad = i / 2 % quads;
        int32_t first = 4 * quad + 4 > l->k ? l->k - 4 : 4 * quad;
        int32_t halves[2];
        for (int32_t h = 0; h < 2; h++) {
            int32_t input = first + i % 2 + 2 * h;
            halves[h] = input < 4 * quad ? 0 : 256 * weight(l, a + 1, input) + weight(l, a, input);
        }
        words[i] = (int32_t)((uint32_t)halves[0] & 0xffffu) + (int32_t)((uint32_t)halves[1] << 16);
    }
    return words;
}

static rp_dsp_channel *stages(const layer *l, seen *s)
{
    rp_dsp_channel *channels = test_allocate((size_t)l->m * sizeof *channels);
    for (int32_t c = 0; c < l->m; c++) {
        int32_t sum = 0;
        for (int32_t i = 0; i < l->k; i++) {
            sum += l->w[c * l->k + i];
        }
        int32_t r = l->q[c].r;
        int32_t half = (int32_t)(1u << (r - 1));
        bool folded = r <= 21;
        s->late_zero_point += !folded;
        s->shifted += l->q[c].l > 0;
        channels[c] = (rp_dsp_channel){l->b[c] - l->o.zp_in * sum,
                                       l->q[c].m,
                                       folded ? half + l->o.zp_out * (int32_t)(1u << r) : half,
                                       (uint8_t)l->q[c].l,
                                       (uint8_t)r,
                                       folded ? 0 : (uint8_t)l->o.zp_out,
                                       folded && l->q[c].l == 0};
    }
    return channels;
}

static rp_requant random_requant(test_random *random, bool plain, int32_t k)
{
    int32_t bits = 12; /* of a sum */
    for (int32_t n = k; n > 1; n /= 4) {
        bits++;
    }
    rp_requant q;
    q.m = test_int(random, 0, 3) == 0 ? INT32_MAX : (int32_t)(0x40000000u + (test_next(random) >> 2));
    q.l = (int8_t)(plain || test_int(random, 0, 2) > 0 ? 0 : test_int(random, 1, 3));
    q.r = (int8_t)(plain || test_int(random, 0, 3) > 0 ? test_int(random, bits - 12, bits - 7) + 1 : test_int(random, 1, 31));
    return q;
}

/* Codes and weights anywhere, or (one time in four) only the extreme ones. */
static layer random_layer(test_random *random, seen *s)
{
    layer l;
    l.pixels = test_int(random, 0, 3) == 0 ? 1 : test_int(random, 1, 15);
    l.k = test_int(random, 0, 9) == 0 ? test_int(random, 250, 800) : test_int(random, 1, 70);
    l.m = test_int(random, 0, 5) == 0 ? 1 : test_int(random, 1, 12);
    bool extreme = test_int(random, 0, 3) == 0;
    bool plain = test_int(random, 0, 1) == 0;
    l.o = (rp_s8_output){test_int(random, 0, 255), test_int(random, 0, 255), 0, 255};
    if (test_int(random, 0, 2) == 0) {
        l.o.low = test_int(random, 0, 200);
        l.o.high = test_int(random, l.o.low, 255);
        s->clamped++;
    }
    l.x = test_codes(random, l.pixels * l.k);
    for (int32_t i = 0; i < l.pixels * l.k && extreme; i++) {
        l.x[i] = l.x[i] < 16 ? 0 : 255;
    }
    l.w = test_allocate((size_t)(l.m * l.k));
    for (int32_t i = 0; i < l.m * l.k; i++) {
        l.w[i] = (int8_t)(extreme ? (i / l.k % 2 == 0 ? 127 : -127) : test_int(random, 0, 19) == 0 ? -128 : test_int(random, -128, 127));
        if (i / l.k % 2 == 1 && l.w[i] == -128 && l.w[i - l.k] < 0) { /* does not fit a pair */
            l.w[i] = -127;
        }
    }
    l.b = test_allocate((size_t)l.m * sizeof *l.b);
    l.q = test_allocate((size_t)l.m * sizeof *l.q);
    for (int32_t c = 0; c < l.m; c++) {
        l.b[c] = test_int(random, -20000, 20000);
        l.q[c] = random_requant(random, plain, l.k);
    }
    l.paired = pack(&l);
    l.channels = stages(&l, s);
    s->odd_in += l.k % 4 != 0;
    s->odd_out += l.m % 2;
    s->one_pixel += l.pixels == 1;
    s->one_channel += l.m == 1;
    s->few_in += l.k < 4;
    s->many_in += l.k > 259;
    return l;
}

static void release(layer *l)
{
    free(l->x);
    free(l->w);
    free(l->b);
    free(l->q);
    free(l->paired);
    free(l->channels);
}

static void linear(void **state)
{
    (void)state;
    test_random random = test_seed(60);
    seen s = {0};
    int32_t cases = 0;
    int32_t within = 0;
    int32_t all = 0;
    for (; cases < CASES; cases++) {
        layer l = random_layer(&random, &s);
        rp_linear_geometry g = {l.pixels, l.k, l.m, 0};
        uint8_t *y = test_codes(&random, l.pixels * l.m);
        uint8_t *expected = test_codes(&random, l.pixels * l.m);
        rp_linear_s8_dsp(&g, &l.o, l.x, l.paired, l.channels, y);
        rp_linear_s8(&g, &l.o, l.x, l.w, l.b, l.q, expected);
        test_same_codes("y", y, expected, l.pixels * l.m);
        for (int32_t i = 0; i < l.pixels * l.m; i++) {
            within += y[i] > l.o.low && y[i] < l.o.high;
        }
        all += l.pixels * l.m;
        free(y);
        free(expected);
        release(&l);
    }
    assert_int_equal(cases, CASES);
    assert_true(within > all / 8);
    assert_true(s.odd_in > 100 && s.odd_out > 100 && s.one_pixel > 100 && s.one_channel > 50 && s.few_in > 10 && s.many_in > 30);
    assert_true(s.shifted > 100 && s.late_zero_point > 50 && s.clamped > 100);
    printf("%d cases, %d results, %d not clamped\n", (int)cases, (int)all, (int)within);
}

/* Pixels are rows of a fully connected layer; the output may be in either layout. */
static void pointwise(void **state)
{
    (void)state;
    test_random random = test_seed(61);
    seen s = {0};
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        layer l = random_layer(&random, &s);
        rp_linear_geometry rows = {l.pixels, l.k, l.m, 0};
        rp_conv_geometry g = {l.k, 1, l.pixels, l.m, 1, l.pixels, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0};
        bool chw = test_int(&random, 0, 1) == 0;
        s.chw += chw;
        uint8_t *y = test_codes(&random, l.pixels * l.m);
        uint8_t *expected = test_codes(&random, l.pixels * l.m);
        rp_conv_pw_s8_dsp(&g, &l.o, chw ? 1 : l.m, chw ? l.pixels : 1, l.x, l.paired, l.channels, y);
        rp_linear_s8(&rows, &l.o, l.x, l.w, l.b, l.q, expected);
        for (int32_t i = 0; i < l.pixels * l.m; i++) {
            assert_int_equal(y[chw ? i % l.m * l.pixels + i / l.m : i], expected[i]);
        }
        free(y);
        free(expected);
        release(&l);
    }
    assert_int_equal(cases, CASES);
    assert_true(s.chw > CASES / 3);
    printf("%d cases\n", (int)cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(linear), cmocka_unit_test(pointwise)};
    return cmocka_run_group_tests_name("dots_dsp", tests, NULL, NULL);
}
