/* Kernels of the frozen stage for cores with the DSP instructions of Armv7E-M. Same results as the portable kernels of rp_kernels_s8.h, other layouts:
 * activations are channels-last, one sample: [h][w][c]; weights are laid out by the compiler for the kernel; biases make up for the zero point of the
 * input: b[c] - zp_in*(sum of the channel's weights), modulo 2^32. `scratch` is aligned to 4 bytes. Nothing outside the tensors is read. Elsewhere than on
 * such cores the kernels run on twins of the instructions (internal/rp_dsp.h). */
#ifndef RP_KERNELS_S8_DSP_H
#define RP_KERNELS_S8_DSP_H

#include "rp_kernels_s8.h"

/* Output stage of one channel: N6.1 as clamp(zp + ((hi32(((sum + bias) << l)*m) + add) >> r), low, high). add is 2^(r-1) and, where zp is 0, the output's
 * zero point shifted by r; plain: l and zp are 0. */
typedef struct {
    int32_t bias, m, add;
    uint8_t l, r, zp, plain;
} rp_dsp_channel;

/* Any geometry, N6.2. Writes either layout: bytes from a pixel, and from a channel, to the next of y. Weights for every group and two output channels of
 * it: four taps of the one, four of the other, the next four ..., taps in the order
 * [k_h][k_w][c_in/groups] with zeros up to a multiple of 4; the last pair of an odd count of channels is the last two, of a single one twice that one.
 * Scratch: twice the taps of one channel, rounded up to a multiple of 4, and 4 bytes more. */
void rp_conv_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, int32_t y_pixel, int32_t y_channel, const uint8_t *x, const int8_t *w,
                    const rp_dsp_channel *q, uint8_t *scratch, uint8_t *y);
/* Depthwise, N6.2; l <= 8. Reads and writes either layout: bytes from a pixel, and from a channel, to the next of x and y. Weights [c_out][k_h][row], a row
 * being (k_w - 1)*dilation_w + 1 weights with zeros at the gaps and up to a multiple of 4. Scratch: internal/rp_dw_band.h. */
void rp_conv_dw_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, int32_t x_pixel, int32_t x_channel, int32_t y_pixel, int32_t y_channel,
                       const uint8_t *x, const int8_t *w, const rp_dsp_channel *q, uint8_t *scratch, uint8_t *y);
/* Depthwise with as many outputs as inputs and at least four channels, N6.2. Weights [ceil(c/4)][ceil(k_h*k_w/2)][4]: (tap, next tap) of each of four channels as
 * signed halves of a word, 0 for a missing tap; where c is no multiple of four the last four channels are the last of all. Scratch: internal/rp_dw_taps.h,
 * aligned as pointers are. */
void rp_conv_dw_taps_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int32_t *w, const rp_dsp_channel *q, uint8_t *scratch,
                            uint8_t *y);

/* Pointwise, N6.2. The output has the steps given from pixel to pixel and from channel to channel, so that it may be channels-first too. Weights: pairs of
 * channels as internal/rp_dsp_dots.h reads them, [ceil(c_out/2)][2*ceil(c_in/4)]; q[c_out]. */
void rp_conv_pw_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, int32_t pixel_step, int32_t channel_step, const uint8_t *x, const int32_t *w,
                       const rp_dsp_channel *q, uint8_t *y);
/* Fully connected, N6.2. Weights of k inputs and m outputs as those of rp_conv_pw_s8_dsp; q[m]. */
void rp_linear_s8_dsp(const rp_linear_geometry *g, const rp_s8_output *o, const uint8_t *x, const int32_t *w, const rp_dsp_channel *q, uint8_t *y);

/* Pools, channels-last; otherwise as the portable ones. */
void rp_max_pool_u8_dsp(const rp_pool_geometry *g, const uint8_t *x, uint8_t *y);
void rp_average_pool_u8_dsp(const rp_pool_geometry *g, const rp_s8_output *o, int32_t entries, const int32_t *counts, const rp_requant *q, const uint8_t *x,
                            uint8_t *y);
/* As rp_add_u8, in any layout. */
void rp_add_u8_dsp(int32_t elements, const rp_add_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y);

#endif
