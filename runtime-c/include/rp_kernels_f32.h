/* Kernels of the adaptive stage, binary32. One function per file, runtime-c/src/<family>/<function>.c.
 *
 * Common to all: `n` is the number of samples; x input, y output, w weights, b bias, d* the gradient of *; pointers do not overlap unless
 * "in place" is said; geometry is constant, its dimensions at least 1; n and elements may be 0. Orders and formulas: docs/numerics.md. "accumulates" = continues what the buffer holds; all others overwrite.
 */
#ifndef RP_KERNELS_F32_H
#define RP_KERNELS_F32_H

#include "rp_geometry.h"

/* conv: N2.1 - N2.4. b, db may be NULL. `conv` handles every geometry; `conv_pw` needs k 1x1, stride 1, no pads, groups 1;
 * `conv_dw` needs groups == c_in (c_out a multiple of it). bw_weight accumulates into dw and db. */
void rp_conv_f32_fw(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_f32_bw_input(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_f32_bw_weight(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);
void rp_conv_pw_f32_fw(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_pw_f32_bw_input(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_pw_f32_bw_weight(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);
void rp_conv_dw_f32_fw(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_dw_f32_bw_input(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_dw_f32_bw_weight(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);
/* The same in register blocks, for cores with the S registers of Armv7E-M. */
void rp_conv_pw_f32_fw_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_pw_f32_bw_input_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_pw_f32_bw_weight_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);

/* The same for the FPU of a Cortex-M: every geometry, the same bits (CHW as well); elsewhere they are slower than the portable ones. */
void rp_conv_f32_fw_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_f32_bw_input_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_f32_bw_weight_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);
void rp_conv_dw_f32_fw_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_dw_f32_bw_input_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx); /* c_out == c_in */
void rp_conv_dw_f32_bw_weight_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);

/* Those of conv_dw for windows of 3x3 without dilation. fw, bw_input: stride 1, every output (input) has at least two rows and two columns of taps, four outputs
 * (inputs) or more below each other; bw_input: c_out == c_in. bw_weight: windows reach at most one column
 * behind a side, and no window behind both; rows of taps may be dilated. */
void rp_conv_dw_f32_fw_3x3_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_dw_f32_bw_input_3x3_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_dw_f32_bw_weight_3x3_vfp(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);
/* rp_conv_dw_f32_bw_input_vfp for windows of 2, 3, 4 or 5 columns, c_out == c_in, stride_w up to 3, dilation_w 1, and a w_out of at least 4 whose blocks fit
 * (rp_phase_blocks in internal/rp_phase_row.h). */
void rp_conv_dw_f32_bw_input_w2_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_dw_f32_bw_input_w3_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_dw_f32_bw_input_w4_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_dw_f32_bw_input_w5_vfp(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);

/* linear: N2.1 - N2.4. bw_weight accumulates. */
void rp_linear_f32_fw(const rp_linear_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_linear_f32_bw_input(const rp_linear_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_linear_f32_bw_weight(const rp_linear_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);
void rp_linear_f32_fw_vfp(const rp_linear_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_linear_f32_bw_input_vfp(const rp_linear_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_linear_f32_bw_weight_vfp(const rp_linear_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);

/* pool: N3.9, N3.10. */
void rp_max_pool_f32_fw(const rp_pool_geometry *g, int32_t n, const float *x, float *y);
void rp_max_pool_f32_bw(const rp_pool_geometry *g, int32_t n, const float *x, const float *dy, float *dx);
void rp_average_pool_f32_fw(const rp_pool_geometry *g, int32_t n, const float *x, float *y);
void rp_average_pool_f32_bw(const rp_pool_geometry *g, int32_t n, const float *dy, float *dx);
/* The same on the FPU of a Cortex-M. The maximum looks for NaNs in the FPU's cumulative flag of invalid operations and leaves it clear. */
void rp_max_pool_f32_fw_vfp(const rp_pool_geometry *g, int32_t n, const float *x, float *y);
void rp_max_pool_f32_bw_vfp(const rp_pool_geometry *g, int32_t n, const float *x, const float *dy, float *dx);
void rp_average_pool_f32_fw_vfp(const rp_pool_geometry *g, int32_t n, const float *x, float *y);
void rp_average_pool_f32_bw_vfp(const rp_pool_geometry *g, int32_t n, const float *dy, float *dx);

/* activation: elementwise over count = n * elements values; y may be x and dx may be dy (in place). Backward takes y, or x where named so. */
void rp_relu_f32_fw(int32_t elements, int32_t n, const float *x, float *y);                                           /* N3.1 */
void rp_relu_f32_bw(int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_leaky_relu_f32_fw(int32_t elements, float alpha, int32_t n, const float *x, float *y);                        /* N3.2 */
void rp_leaky_relu_f32_bw(int32_t elements, float alpha, int32_t n, const float *x, const float *dy, float *dx);
void rp_clip_f32_fw(int32_t elements, float lo, float hi, int32_t n, const float *x, float *y);                       /* N3.3 */
void rp_clip_f32_bw(int32_t elements, float lo, float hi, int32_t n, const float *y, const float *dy, float *dx);
void rp_sigmoid_f32_fw(int32_t elements, int32_t n, const float *x, float *y);                                        /* N3.4 */
void rp_sigmoid_f32_bw(int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_tanh_f32_fw(int32_t elements, int32_t n, const float *x, float *y);                                           /* N3.5 */
void rp_tanh_f32_bw(int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_hard_sigmoid_f32_fw(int32_t elements, float alpha, float beta, int32_t n, const float *x, float *y);          /* N3.6 */
void rp_hard_sigmoid_f32_bw(int32_t elements, float alpha, int32_t n, const float *y, const float *dy, float *dx);
void rp_hard_swish_f32_fw(int32_t elements, int32_t n, const float *x, float *y);                                     /* N3.7 */
void rp_hard_swish_f32_bw(int32_t elements, int32_t n, const float *x, const float *dy, float *dx);

/* The same on the FPU of a Cortex-M. */
void rp_relu_f32_fw_vfp(int32_t elements, int32_t n, const float *x, float *y);
void rp_relu_f32_bw_vfp(int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_leaky_relu_f32_fw_vfp(int32_t elements, float alpha, int32_t n, const float *x, float *y);
void rp_leaky_relu_f32_bw_vfp(int32_t elements, float alpha, int32_t n, const float *x, const float *dy, float *dx);
void rp_clip_f32_fw_vfp(int32_t elements, float lo, float hi, int32_t n, const float *x, float *y);
void rp_clip_f32_bw_vfp(int32_t elements, float lo, float hi, int32_t n, const float *y, const float *dy, float *dx);
void rp_sigmoid_f32_bw_vfp(int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_tanh_f32_bw_vfp(int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_hard_sigmoid_f32_fw_vfp(int32_t elements, float alpha, float beta, int32_t n, const float *x, float *y);
void rp_hard_sigmoid_f32_bw_vfp(int32_t elements, float alpha, int32_t n, const float *y, const float *dy, float *dx);
void rp_hard_swish_f32_fw_vfp(int32_t elements, int32_t n, const float *x, float *y);
void rp_hard_swish_f32_bw_vfp(int32_t elements, int32_t n, const float *x, const float *dy, float *dx);

/* elementwise: N3.8; a, b broadcast by geometry. Gradient kernels make ONE operand's gradient, whose shape may be broadcast
 * (its stride is 0 along the summed axes; N3.8, N2.6); they overwrite it. */
void rp_add_f32_fw(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_sub_f32_fw(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_mul_f32_fw(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_div_f32_fw(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
/* dx_a = sum of dy over broadcast axes of a (stride_a, a_sample describe dx); b is not read. sign -1: negated (Sub's second operand). */
void rp_add_f32_bw(const rp_broadcast_geometry *g, int32_t sign, int32_t n, const float *dy, float *da);
/* da = sum of dy*b. */
void rp_mul_f32_bw(const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da);
/* da = sum of dy/b. */
void rp_div_f32_bw_a(const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da);
/* db = sum of -((dy*y)/b); here stride_b, b_sample describe b and db, y is contiguous. */
void rp_div_f32_bw_b(const rp_broadcast_geometry *g, int32_t n, const float *y, const float *b, const float *dy, float *db);
/* d = d + c, the sum of N2.5. */
void rp_accumulate_f32(int32_t elements, int32_t n, const float *c, float *d);

/* The same on the FPU of a Cortex-M. */
void rp_add_f32_fw_vfp(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_sub_f32_fw_vfp(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_mul_f32_fw_vfp(const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_add_f32_bw_vfp(const rp_broadcast_geometry *g, int32_t sign, int32_t n, const float *dy, float *da);
void rp_mul_f32_bw_vfp(const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da);
void rp_accumulate_f32_vfp(int32_t elements, int32_t n, const float *c, float *d);

/* shape: N3.15. concat_fw writes one operand into the joined tensor; concat_bw reads it back. */
void rp_concat_f32_fw(const rp_concat_geometry *g, int32_t n, const float *x, float *joined);
void rp_concat_f32_bw(const rp_concat_geometry *g, int32_t n, const float *d_joined, float *dx);
void rp_pad_f32_fw(const rp_pad_geometry *g, float value, int32_t n, const float *x, float *y);
void rp_pad_f32_bw(const rp_pad_geometry *g, int32_t n, const float *dy, float *dx); /* g is that of the forward call; cropped positions get +0 */
void rp_transpose_f32(const rp_permute_geometry *g, int32_t n, const float *x, float *y); /* the backward call is the inverse permutation */

/* softmax: N3.12 - N3.14. */
void rp_softmax_f32_fw(const rp_axis_geometry *g, int32_t n, const float *x, float *y);
void rp_softmax_f32_bw(const rp_axis_geometry *g, int32_t n, const float *y, const float *dy, float *dx);
void rp_log_softmax_f32_fw(const rp_axis_geometry *g, int32_t n, const float *x, float *y);
void rp_log_softmax_f32_bw(const rp_axis_geometry *g, int32_t n, const float *y, const float *dy, float *dx);
/* Per sample: losses[i] and d = (p - onehot)*inv_batch; x may be d (in place). labels[i] < classes. */
void rp_softmax_cross_entropy_f32(int32_t classes, int32_t n, const float *x, const uint16_t *labels, float inv_batch, float *losses, float *d);

/* optimiser: N5, over `count` weights. */
void rp_sgd_f32(int32_t count, float lr, float wd, const float *g, float *w);
void rp_sgd_momentum_f32(int32_t count, float lr, float wd, float mu, const float *g, float *v, float *w);
void rp_sgd_nesterov_f32(int32_t count, float lr, float wd, float mu, const float *g, float *v, float *w);

/* latent: N7. pack: codes q8[elements] -> slot; unpack: slot -> x[elements]. bits 1..8; 32 uses the two _float forms. */
void rp_latent_pack(int32_t elements, int32_t bits, const uint8_t *q8, uint8_t *slot);
void rp_latent_unpack_f32(int32_t elements, int32_t bits, float scale, float offset, const uint8_t *slot, float *x);
void rp_latent_pack_float(int32_t elements, float scale, float offset, const uint8_t *q8, uint8_t *slot);
void rp_latent_unpack_float(int32_t elements, const uint8_t *slot, float *x);

#endif
