/* Constant geometry of kernels. All tensors are row-major, channels first, samples outermost: [n][c][h][w]. 1-D operators have height 1. */
#ifndef RP_GEOMETRY_H
#define RP_GEOMETRY_H

#include <stdint.h>

/* Convolution: weights [c_out][c_in/groups][k_h][k_w]. begun: 0, or the number of input channels (of an input gradient, of output channels) of the group before these, over which kernels for
 * Xpulp have summed already; they go on from what the result holds. */
typedef struct {
    int32_t c_in, h_in, w_in;
    int32_t c_out, h_out, w_out;
    int32_t k_h, k_w;
    int32_t stride_h, stride_w;
    int32_t dilation_h, dilation_w;
    int32_t pad_top, pad_left; /* the end pads follow from the output size */
    int32_t groups;
    int32_t begun;
} rp_conv_geometry;

/* Pooling. */
typedef struct {
    int32_t channels, h_in, w_in;
    int32_t h_out, w_out;
    int32_t k_h, k_w;
    int32_t stride_h, stride_w;
    int32_t dilation_h, dilation_w;
    int32_t pad_top, pad_left, pad_bottom, pad_right;
    int32_t count_include_pad; /* average only; N3.10 */
} rp_pool_geometry;

/* Fully connected: input [rows][k] per sample, weights [m][k], output [rows][m] per sample. begun: as above,
 * of inputs (outputs). */
typedef struct {
    int32_t rows, k, m;
    int32_t begun;
} rp_linear_geometry;

/* Up to five axes (outermost first, unused ones 1) of the output with the operands' strides in elements, 0 along broadcast axes.
 * The batch axis is not among them; a_sample, b_sample: elements from one sample to the next (0 for a constant). */
typedef struct {
    int32_t dims[5];
    int32_t stride_a[5], stride_b[5];
    int32_t a_sample, b_sample;
} rp_broadcast_geometry;

/* Copies that move values: dims of the OUTPUT (up to five, outermost first, unused 1), input stride per output axis, offset of the first element. */
typedef struct {
    int32_t dims[5];
    int32_t stride[5];
    int32_t in_sample; /* elements of one input sample */
} rp_permute_geometry;

/* Pad or crop: dims of the input and output (up to five axes, outermost first, unused 1), begin pads (negative = crop). */
typedef struct {
    int32_t dims_in[5], dims_out[5];
    int32_t begin[5];
} rp_pad_geometry;

/* Block copy of one concat operand: `outer` blocks of `block` elements per sample, `stride` elements apart in the joined tensor, first at `offset`. */
typedef struct {
    int32_t outer, block;
    int32_t stride, offset;
    int32_t joined_sample; /* elements of one sample of the joined tensor */
} rp_concat_geometry;

/* Reduction or softmax over the middle axis: [outer][axis][inner] per sample. */
typedef struct {
    int32_t outer, axis, inner;
} rp_axis_geometry;

/* Fixed-point multiplier of N6.1. */
typedef struct {
    int32_t m;
    int8_t l, r;
} rp_requant;

#endif
