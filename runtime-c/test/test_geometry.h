/* Random convolutions and pools with the awkward cases in them, and a count of those. */
#ifndef TEST_GEOMETRY_H
#define TEST_GEOMETRY_H

#include "rp_geometry.h"
#include "rp_test.h"

typedef enum { TEST_CONV, TEST_CONV_PW, TEST_CONV_DW } test_conv_kind;

/* How often each awkward case came. */
typedef struct {
    int32_t stride_over_kernel, kernel_over_input, dilated_with_pads, uneven_pads, window_in_padding, one_by_one, no_sample, grouped, odd_channels;
} test_coverage;

/* A random geometry of the kind; the output has at least one element. */
rp_conv_geometry test_conv_geometry(test_random *random, test_conv_kind kind, test_coverage *coverage);
rp_pool_geometry test_pool_geometry(test_random *random, test_coverage *coverage);

#endif
