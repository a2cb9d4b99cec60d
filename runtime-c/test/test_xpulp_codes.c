/* Integer kernels for Xpulp, in their portable twin, against the portable kernels: the same codes however many cores share the work. */
#include "rp_kernels_s8.h"
#include "rp_kernels_xpulp.h"
#include "rp_test.h"

#include <math.h>
#include <stdlib.h>

enum { CASES = 300, MOST_CORES = 9 };

/* A pointwise layer of `pixels` pixels; a fully connected one of `pixels` rows is the same. */
typedef struct {
    int32_t pixels, inputs, outputs, depth;
    rp_s8_output o;
    uint8_t *x;      /* [pixels][inputs] */
    int8_t *w;       /* [outputs][inputs] */
    int8_t *rows;    /* [outputs][depth] */
    int32_t *b;
    rp_requant *requant;
    rp_xpulp_channel *q;
    int32_t cores;
} problem;

/* The output stage as the compiler lays it out: with a scale where sums of up to `bound` stay codes of 16 bits. The multipliers drawn are odd numbers of 24 bits times
 * 2^7, so that no product with these sums is a tie. */
static rp_xpulp_channel output_stage(rp_requant q, int32_t bias, int32_t bound)
{
    const double scale = (double)q.m * pow(2, q.l - 32 - q.r);
    const rp_xpulp_channel c = {bias, scale * bound < 32000 && bound < 1 << 23 ? (float)scale : 0.0f, q};
    return c;
}

static problem random_problem(test_random *random)
{
    problem p;
    p.pixels = test_int(random, 1, 14);
    p.inputs = test_int(random, 0, 1) == 0 ? 4 * test_int(random, 1, 8) : test_int(random, 1, 33);
    p.outputs = test_int(random, 1, 19);
    p.depth = (p.inputs + 3) / 4 * 4;
    p.cores = test_int(random, 1, MOST_CORES);
    p.o.zp_in = test_int(random, 0, 255);
    p.o.zp_out = test_int(random, 0, 255);
    p.o.low = test_int(random, 0, 2) == 0 ? test_int(random, 0, 100) : 0;
    p.o.high = test_int(random, 0, 2) == 0 ? test_int(random, 150, 255) : 255;
    p.x = test_codes(random, p.pixels * p.inputs);
    p.w = test_allocate((size_t)(p.outputs * p.inputs));
    p.rows = test_allocate((size_t)(p.outputs * p.depth));
    p.b = test_allocate((size_t)p.outputs * sizeof *p.b);
    p.requant = test_allocate((size_t)p.outputs * sizeof *p.requant);
    p.q = test_allocate((size_t)p.outputs * sizeof *p.q);
    const int plain = test_int(random, 0, 2) > 0;
    for (int32_t c = 0; c < p.outputs; c++) {
        int32_t sum = 0;
        int32_t bound = 20000;
        for (int32_t i = 0; i < p.depth; i++) {
            const int extreme = test_int(random, 0, 5) == 0;
            const int8_t w = (int8_t)(i < p.inputs ? (extreme ? (test_int(random, 0, 1) == 0 ? -127 : 127) : test_int(random, -127, 127)) : 0);
            p.rows[c * p.depth + i] = w;
            sum += w;
            bound += 255 * abs(w);
            if (i < p.inputs) {
                p.w[c * p.inputs + i] = w;
            }
        }
        p.b[c] = test_int(random, -20000, 20000);
        p.requant[c].m = (test_int(random, 1 << 22, (1 << 23) - 1) * 2 + 1) * 128;
        p.requant[c].l = (int8_t)(plain ? 0 : test_int(random, 0, 3));
        p.requant[c].r = (int8_t)(test_int(random, 0, 9) == 0 ? test_int(random, 1, 31) : test_int(random, 8, 13));
        p.q[c] = output_stage(p.requant[c], p.b[c] - p.o.zp_in * sum, bound);
    }
    return p;
}

static void release(problem *p)
{
    void *used[] = {p->x, p->w, p->rows, p->b, p->requant, p->q};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        free(used[i]);
    }
}

static void conv_pw_as_portable(void **state)
{
    (void)state;
    test_random random = test_seed(41);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        problem p = random_problem(&random);
        const rp_conv_geometry g = {p.inputs, 1, p.pixels, p.outputs, 1, p.pixels, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0};
        uint8_t *planes = test_allocate((size_t)(p.pixels * p.inputs));
        for (int32_t i = 0; i < p.pixels * p.inputs; i++) {
            planes[i % p.inputs * p.pixels + i / p.inputs] = p.x[i];
        }
        uint8_t *expected = test_allocate((size_t)(p.pixels * p.outputs));
        uint8_t *transposed = test_allocate((size_t)(p.pixels * p.outputs));
        uint8_t *actual = test_allocate((size_t)(p.pixels * p.outputs));
        uint8_t *scratch = test_allocate((size_t)(4 * p.depth * p.cores));
        rp_conv_pw_s8(&g, &p.o, planes, p.w, p.b, p.requant, expected);
        for (int32_t i = 0; i < p.pixels * p.outputs; i++) {
            transposed[i] = expected[i % p.outputs * p.pixels + i / p.outputs];
        }
        for (int32_t core = 0; core < p.cores; core++) {
            rp_conv_pw_s8_xpulp((rp_share){core, p.cores}, &g, &p.o, p.x, p.rows, p.q, scratch, actual);
        }
        test_same_codes("y", actual, transposed, p.pixels * p.outputs);
        free(planes);
        free(expected);
        free(transposed);
        free(actual);
        free(scratch);
        release(&p);
    }
    assert_int_equal(cases, CASES);
}

static void linear_as_portable(void **state)
{
    (void)state;
    test_random random = test_seed(42);
    int32_t cases = 0;
    for (; cases < CASES; cases++) {
        problem p = random_problem(&random);
        const rp_linear_geometry g = {p.pixels, p.inputs, p.outputs, 0};
        uint8_t *expected = test_allocate((size_t)(p.pixels * p.outputs));
        uint8_t *actual = test_allocate((size_t)(p.pixels * p.outputs));
        uint8_t *scratch = test_allocate((size_t)(p.depth * p.cores));
        rp_linear_s8(&g, &p.o, p.x, p.w, p.b, p.requant, expected);
        for (int32_t core = 0; core < p.cores; core++) {
            rp_linear_s8_xpulp((rp_share){core, p.cores}, &g, &p.o, p.x, p.rows, p.q, scratch, actual);
        }
        test_same_codes("y", actual, expected, p.pixels * p.outputs);
        free(expected);
        free(actual);
        free(scratch);
        release(&p);
    }
    assert_int_equal(cases, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(conv_pw_as_portable), cmocka_unit_test(linear_as_portable)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
