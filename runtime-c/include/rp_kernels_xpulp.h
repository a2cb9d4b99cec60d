/* Kernels for a PULP cluster, on data in L1: each is called by every core of the cluster with its own share and computes that share of the outputs.
 * Layouts, orders and results are those of the portable kernel of the same name without the suffix; docs/numerics.md. */
#ifndef RP_KERNELS_XPULP_H
#define RP_KERNELS_XPULP_H

#include "rp_geometry.h"
#include "rp_kernels_s8_dsp.h"
#include "rp_share.h"

/* k_h at most 16 for forward and input gradient. */
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

/* In integers, channels-last, one sample; q and its biases as for the _dsp kernels. Codes, weights and scratch are aligned to 4 bytes; weights [c_out][depth],
 * depth being c_in (k) rounded up to a multiple of 4 and the weights beyond c_in (k) 0. Scratch, of all cores together, where that is not c_in (k) itself: 4*depth
 * bytes (linear: depth) a core, of whatever content. */
void rp_conv_pw_s8_xpulp(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_dsp_channel *q,
                         uint8_t *scratch, uint8_t *y);
void rp_linear_s8_xpulp(rp_share share, const rp_linear_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_dsp_channel *q,
                        uint8_t *scratch, uint8_t *y);

#endif
