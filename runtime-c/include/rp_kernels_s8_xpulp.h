/* Kernels of the frozen stage for a PULP cluster, on data in L1: each is called by every core of the cluster with its own share and computes that share of the outputs. Channels-last, one
 * sample; results are those of the portable kernels of rp_kernels_s8.h (docs/numerics.md, N6). Nothing outside the tensors is read. */
#ifndef RP_KERNELS_S8_XPULP_H
#define RP_KERNELS_S8_XPULP_H

#include "rp_kernels_s8.h"
#include "rp_share.h"

/* Output stage of one channel: N6.1 of sum + bias by `q`. As for the _dsp kernels, the bias makes up for the zero point of the input. Where `scale` is not 0 a
 * multiplication of floats gives the same codes (internal/rp_xpulp_code.h). */
typedef struct {
    int32_t bias;
    float scale;
    rp_requant q;
} rp_xpulp_channel;

/* Codes, weights and scratch are aligned to 4 bytes; weights [c_out][depth], depth being c_in (k) rounded up to a multiple of 4 and the weights beyond c_in (k) 0.
 * Scratch, of all cores together, where that is not c_in (k) itself: 4*depth bytes (linear: depth) a core, of whatever content. */
void rp_conv_pw_s8_xpulp(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                         uint8_t *scratch, uint8_t *y);
void rp_linear_s8_xpulp(rp_share share, const rp_linear_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                        uint8_t *scratch, uint8_t *y);

/* Depthwise, 3x3, stride and dilation 1, any pads, as many outputs as inputs and at least four channels. Weights [c_out][3][4]: rows of three and a 0. Scratch, of
 * all cores together: 16*(min(h_out, RP_XPULP_DW_ROWS) + 2) bytes a core. */
enum { RP_XPULP_DW_ROWS = 32 };
void rp_conv_dw_s8_xpulp(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                         uint8_t *scratch, uint8_t *y);

/* Depthwise, any geometry, as many outputs as inputs and at least four channels. Weights [ceil(c/4)][ceil(k_w/4)][k_h][4][4]: four taps of a row of each of four channels, 0 for a
 * missing tap; where c is no multiple of four the last four channels are the last of all. Scratch, of all cores together:
 * 16*ceil(k_w/4)*((rows - 1)*stride_h + k_h) bytes a core, where rows = rp_xpulp_tap_rows(g); aligned to 4. In all this g is rp_xpulp_tap_geometry of the kernel's. */
enum { RP_XPULP_TAP_WORDS = 48 };
/* g, with rows and columns exchanged where windows are one row high: columns of outputs are long then, and what they have in common pays. */
static inline rp_conv_geometry rp_xpulp_tap_geometry(const rp_conv_geometry *g)
{
    const rp_conv_geometry turned = {g->c_in,     g->w_in,     g->h_in,       g->c_out,      g->w_out,    g->h_out,   g->k_w,   g->k_h,
                                     g->stride_w, g->stride_h, g->dilation_w, g->dilation_h, g->pad_left, g->pad_top, g->groups, g->begun};
    return g->k_h == 1 ? turned : *g;
}
/* Rows of outputs that are computed at a time. */
static inline int32_t rp_xpulp_tap_rows(const rp_conv_geometry *g)
{
    const int32_t fit = RP_XPULP_TAP_WORDS / ((g->k_w + 3) / 4) - g->k_h; /* input rows beyond those of the first output */
    const int32_t rows = g->dilation_h > 1 || fit < 0 ? 1 : fit / g->stride_h + 1;
    return rows < g->h_out ? rows : g->h_out;
}
void rp_conv_dw_taps_s8_xpulp(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                              uint8_t *scratch, uint8_t *y);
/* Any geometry. Weights [c_out][depth], taps in the order [k_h][k_w][c_in/groups] and zeros up to a depth that is a multiple of 4. Scratch: 4*depth bytes a core. */
void rp_conv_s8_xpulp(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                      uint8_t *scratch, uint8_t *y);

/* Pools, channels-last; otherwise as the portable ones. */
void rp_max_pool_u8_xpulp(rp_share share, const rp_pool_geometry *g, const uint8_t *x, uint8_t *y);
void rp_average_pool_u8_xpulp(rp_share share, const rp_pool_geometry *g, const rp_s8_output *o, int32_t entries, const int32_t *counts, const rp_requant *q,
                              const uint8_t *x, uint8_t *y);
/* As the portable ones, in any layout. */
void rp_add_u8_xpulp(rp_share share, int32_t elements, const rp_add_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y);
void rp_mul_u8_xpulp(rp_share share, const rp_broadcast_geometry *g, const rp_mul_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y);
void rp_table_u8_xpulp(rp_share share, int32_t elements, const uint8_t *table, const uint8_t *x, uint8_t *y);
void rp_transpose_u8_xpulp(rp_share share, const rp_permute_geometry *g, const uint8_t *x, uint8_t *y);
void rp_concat_u8_xpulp(rp_share share, const rp_concat_geometry *g, const uint8_t *x, uint8_t *joined);
void rp_pad_u8_xpulp(rp_share share, const rp_pad_geometry *g, int32_t code, const uint8_t *x, uint8_t *y);

#endif
