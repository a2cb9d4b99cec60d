#include "test_geometry.h"

/* One spatial axis. */
typedef struct {
    int32_t in, out, kernel, stride, dilation, begin, end;
} axis;

static axis random_axis(test_random *random)
{
    axis a;
    do {
        a.in = test_int(random, 1, 9);
        a.kernel = test_int(random, 1, 4);
        a.stride = test_int(random, 1, 5) > 3 ? test_int(random, 2, 5) : 1;
        a.dilation = test_int(random, 1, 3) == 3 ? test_int(random, 2, 3) : 1;
        a.begin = test_int(random, 0, 2) == 0 ? 0 : test_int(random, 0, 4);
        a.end = test_int(random, 0, 2) == 0 ? a.begin : test_int(random, 0, 4);
    } while (a.in + a.begin + a.end < (a.kernel - 1) * a.dilation + 1);
    a.out = (a.in + a.begin + a.end - (a.kernel - 1) * a.dilation - 1) / a.stride + 1;
    return a;
}

static void note(const axis *a, test_coverage *coverage)
{
    coverage->stride_over_kernel += a->stride > a->kernel;
    coverage->kernel_over_input += a->kernel > a->in;
    coverage->dilated_with_pads += a->dilation > 1 && a->kernel > 1 && a->begin > 0;
    coverage->uneven_pads += a->begin != a->end;
    coverage->window_in_padding += (a->kernel - 1) * a->dilation < a->begin;
    coverage->one_by_one += a->in == 1 && a->kernel == 1;
}

rp_conv_geometry test_conv_geometry(test_random *random, test_conv_kind kind, test_coverage *coverage)
{
    axis v = random_axis(random);
    axis h = random_axis(random);
    int32_t groups = kind == TEST_CONV ? test_int(random, 1, 3) : 1;
    int32_t c_in = groups * test_int(random, 1, kind == TEST_CONV ? 5 : 11);
    int32_t c_out = groups * test_int(random, 1, kind == TEST_CONV ? 5 : 11);
    if (kind == TEST_CONV_DW) {
        groups = c_in;
        c_out = c_in * test_int(random, 1, 3);
        h.in += test_int(random, 0, 12); /* enough interior for blocks of outputs */
        h.out = (h.in + h.begin + h.end - (h.kernel - 1) * h.dilation - 1) / h.stride + 1;
    }
    if (kind == TEST_CONV_PW) {
        v = (axis){v.in, v.in, 1, 1, 1, 0, 0};
        h = (axis){h.in, h.in, 1, 1, 1, 0, 0};
    }
    note(&v, coverage);
    note(&h, coverage);
    coverage->grouped += groups > 1;
    coverage->odd_channels += c_in % 2 == 1 && c_out % 2 == 1;
    rp_conv_geometry g = {c_in, v.in, h.in, c_out, v.out, h.out, v.kernel, h.kernel, v.stride, h.stride, v.dilation, h.dilation, v.begin, h.begin, groups, 0};
    return g;
}

rp_pool_geometry test_pool_geometry(test_random *random, test_coverage *coverage)
{
    axis v = random_axis(random);
    axis h = random_axis(random);
    /* As with ceil_mode: a last window may reach over the end pads. */
    v.out += test_int(random, 0, 3) == 0 && v.out * v.stride < v.in + v.begin;
    h.out += test_int(random, 0, 3) == 0 && h.out * h.stride < h.in + h.begin;
    note(&v, coverage);
    note(&h, coverage);
    int32_t channels = test_int(random, 1, 4);
    int32_t include_pad = test_int(random, 0, 1);
    rp_pool_geometry g = {channels,   v.in,       h.in,    v.out,   h.out, v.kernel, h.kernel,   v.stride,
                          h.stride,   v.dilation, h.dilation, v.begin, h.begin, v.end, h.end, include_pad};
    return g;
}
