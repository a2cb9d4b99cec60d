#include "test_conv_codes.h"

#include <stdlib.h>

static rp_s8_output random_output(test_random *random)
{
    rp_s8_output o = {test_int(random, 0, 255), test_int(random, 0, 255), 0, 255};
    if (test_int(random, 0, 2) == 0) {
        o.low = o.zp_out;
        o.high = test_int(random, o.zp_out, 255);
    }
    return o;
}

test_layer test_layer_of(test_random *random, rp_conv_geometry g, int32_t large_l)
{
    test_layer a;
    a.g = g;
    a.o = random_output(random);
    a.group_in = a.g.c_in / a.g.groups;
    a.out = a.g.c_out * a.g.h_out * a.g.w_out;
    const int extreme = test_int(random, 0, 9) == 0;
    const int32_t taps = a.group_in * a.g.k_h * a.g.k_w;
    a.x = test_codes(random, a.g.c_in * a.g.h_in * a.g.w_in);
    for (int32_t i = 0; extreme && i < a.g.c_in * a.g.h_in * a.g.w_in; i++) {
        a.x[i] = a.x[i] < 128 ? 0 : 255;
    }
    a.w = test_allocate((size_t)(a.g.c_out * taps));
    for (int32_t i = 0; i < a.g.c_out * taps; i++) {
        a.w[i] = (int8_t)(extreme ? 255 * test_int(random, 0, 1) - 128 : test_int(random, -128, 127));
    }
    a.b = test_allocate((size_t)a.g.c_out * sizeof *a.b);
    a.q = test_allocate((size_t)a.g.c_out * sizeof *a.q);
    for (int32_t i = 0; i < a.g.c_out; i++) {
        const int tiny = test_int(random, 0, 9) == 0;
        a.b[i] = tiny ? test_int(random, -1000000000, 1000000000) : test_int(random, -20000, 20000);
        a.q[i].m = test_int(random, 0, 3) == 0 ? INT32_MAX : (int32_t)(0x40000000U + (test_next(random) >> 2));
        a.q[i].l = (int8_t)(!tiny && test_int(random, 0, 3) == 0 ? test_int(random, 1, large_l) : 0);
        a.q[i].r = (int8_t)(tiny ? test_int(random, 20, 31) : test_int(random, 1, 14));
    }
    a.expected = test_codes(random, a.out);
    return a;
}

void test_layer_release(test_layer *a)
{
    free(a->x);
    free(a->w);
    free(a->b);
    free(a->q);
    free(a->expected);
}

uint8_t *test_transposed(const uint8_t *x, int32_t rows, int32_t columns)
{
    uint8_t *y = test_allocate((size_t)(rows * columns));
    for (int32_t i = 0; i < rows * columns; i++) {
        y[i % columns * rows + i / columns] = x[i];
    }
    return y;
}
