/* Kernels for a PULP cluster, on data in L1: each is called by every core of the cluster with its own share and computes that share of the outputs.
 * Layouts, orders and results are those of the portable kernel of the same name without the suffix; docs/numerics.md. */
#ifndef RP_KERNELS_XPULP_H
#define RP_KERNELS_XPULP_H

#include "rp_geometry.h"
#include "rp_kernels_s8_xpulp.h"
#include "rp_share.h"

/* Forward and input gradient: k_h at most 16. General, pointwise and linear ones go on from sums that have begun, where the geometry says so. */
void rp_conv_f32_fw_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_f32_bw_input_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_f32_bw_weight_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);
void rp_conv_pw_f32_fw_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_pw_f32_bw_input_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_pw_f32_bw_weight_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);
void rp_conv_dw_f32_fw_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_conv_dw_f32_bw_input_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_conv_dw_f32_bw_weight_xpulp(rp_share share, const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);

void rp_linear_f32_fw_xpulp(rp_share share, const rp_linear_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y);
void rp_linear_f32_bw_input_xpulp(rp_share share, const rp_linear_geometry *g, int32_t n, const float *dy, const float *w, float *dx);
void rp_linear_f32_bw_weight_xpulp(rp_share share, const rp_linear_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db);

void rp_max_pool_f32_fw_xpulp(rp_share share, const rp_pool_geometry *g, int32_t n, const float *x, float *y);
void rp_max_pool_f32_bw_xpulp(rp_share share, const rp_pool_geometry *g, int32_t n, const float *x, const float *dy, float *dx);
void rp_average_pool_f32_fw_xpulp(rp_share share, const rp_pool_geometry *g, int32_t n, const float *x, float *y);
void rp_average_pool_f32_bw_xpulp(rp_share share, const rp_pool_geometry *g, int32_t n, const float *dy, float *dx);

/* Elementwise: y may be x, dx may be dy (in place). */
void rp_relu_f32_fw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, float *y);
void rp_relu_f32_bw_xpulp(rp_share share, int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_leaky_relu_f32_fw_xpulp(rp_share share, int32_t elements, float alpha, int32_t n, const float *x, float *y);
void rp_leaky_relu_f32_bw_xpulp(rp_share share, int32_t elements, float alpha, int32_t n, const float *x, const float *dy, float *dx);
void rp_clip_f32_fw_xpulp(rp_share share, int32_t elements, float lo, float hi, int32_t n, const float *x, float *y);
void rp_clip_f32_bw_xpulp(rp_share share, int32_t elements, float lo, float hi, int32_t n, const float *y, const float *dy, float *dx);
void rp_sigmoid_f32_fw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, float *y);
void rp_sigmoid_f32_bw_xpulp(rp_share share, int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_tanh_f32_fw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, float *y);
void rp_tanh_f32_bw_xpulp(rp_share share, int32_t elements, int32_t n, const float *y, const float *dy, float *dx);
void rp_hard_sigmoid_f32_fw_xpulp(rp_share share, int32_t elements, float alpha, float beta, int32_t n, const float *x, float *y);
void rp_hard_sigmoid_f32_bw_xpulp(rp_share share, int32_t elements, float alpha, int32_t n, const float *y, const float *dy, float *dx);
void rp_hard_swish_f32_fw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, float *y);
void rp_hard_swish_f32_bw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, const float *dy, float *dx);
void rp_accumulate_f32_xpulp(rp_share share, int32_t elements, int32_t n, const float *c, float *d);

void rp_add_f32_fw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_sub_f32_fw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_mul_f32_fw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_div_f32_fw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y);
void rp_add_f32_bw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t sign, int32_t n, const float *dy, float *da);
void rp_mul_f32_bw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da);
void rp_div_f32_bw_a_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *b, const float *dy, float *da);
void rp_div_f32_bw_b_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *y, const float *b, const float *dy, float *db);

void rp_transpose_f32_xpulp(rp_share share, const rp_permute_geometry *g, int32_t n, const float *x, float *y);
void rp_concat_f32_fw_xpulp(rp_share share, const rp_concat_geometry *g, int32_t n, const float *x, float *joined);
void rp_concat_f32_bw_xpulp(rp_share share, const rp_concat_geometry *g, int32_t n, const float *d_joined, float *dx);
void rp_pad_f32_fw_xpulp(rp_share share, const rp_pad_geometry *g, float value, int32_t n, const float *x, float *y);
void rp_pad_f32_bw_xpulp(rp_share share, const rp_pad_geometry *g, int32_t n, const float *dy, float *dx);

void rp_latent_pack_xpulp(rp_share share, int32_t elements, int32_t bits, const uint8_t *q8, uint8_t *slot);
void rp_latent_unpack_f32_xpulp(rp_share share, int32_t elements, int32_t bits, float scale, float offset, const uint8_t *slot, float *x);
void rp_latent_pack_float_xpulp(rp_share share, int32_t elements, float scale, float offset, const uint8_t *q8, uint8_t *slot);
void rp_latent_unpack_float_xpulp(rp_share share, int32_t elements, const uint8_t *slot, float *x);

void rp_sgd_f32_xpulp(rp_share share, int32_t count, float lr, float wd, const float *g, float *w);
void rp_sgd_momentum_f32_xpulp(rp_share share, int32_t count, float lr, float wd, float mu, const float *g, float *v, float *w);
void rp_sgd_nesterov_f32_xpulp(rp_share share, int32_t count, float lr, float wd, float mu, const float *g, float *v, float *w);

#endif
