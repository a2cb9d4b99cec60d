/* Random convolutions in integers, for tests that compare a kernel with the portable one. */
#ifndef TEST_CONV_CODES_H
#define TEST_CONV_CODES_H

#include "rp_kernels_s8.h"
#include "rp_test.h"

/* One random layer in the layouts of the portable kernels. */
typedef struct {
    rp_conv_geometry g;
    rp_s8_output o;
    int32_t group_in, out;
    uint8_t *x;
    int8_t *w;
    int32_t *b;
    rp_requant *q;
    uint8_t *expected;
} test_layer;

/* `large_l`: how far a multiplier above 1/4 may go. Every tenth layer has only extreme weights and codes, every tenth channel a tiny multiplier. */
test_layer test_layer_of(test_random *random, rp_conv_geometry g, int32_t large_l);
void test_layer_release(test_layer *a);

/* [c][h][w] to [h][w][c] or, with the first two counts exchanged, back. */
uint8_t *test_transposed(const uint8_t *x, int32_t rows, int32_t columns);

#endif
