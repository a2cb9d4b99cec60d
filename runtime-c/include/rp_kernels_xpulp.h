/* Kernels for a PULP cluster, on data in L1: each is called by every core of the cluster with its own share and computes that share of the outputs.
 * Layouts, orders and results are those of the portable kernel of the same name without the suffix; docs/numerics.md. */
#ifndef RP_KERNELS_XPULP_H
#define RP_KERNELS_XPULP_H

#include "rp_geometry.h"
#include "rp_share.h"

/* k_h at most 32 for forward and input gradient. */
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

#endif
