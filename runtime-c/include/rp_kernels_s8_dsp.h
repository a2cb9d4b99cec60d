/* Kernels of the frozen stage for cores with the DSP instructions of Armv7E-M. Same results as the portable kernels of rp_kernels_s8.h, other layouts:
 * activations are channels-last, one sample: [h][w][c]; weights are laid out by the compiler for the kernel; biases make up for the zero point of the
 * input: b[c] - zp_in*(sum of the channel's weights), modulo 2^32. `scratch` is aligned to 4 bytes. Nothing outside the tensors is read. Elsewhere than on
 * such cores the kernels run on twins of the instructions (internal/rp_dsp.h). */
#ifndef RP_KERNELS_S8_DSP_H
#define RP_KERNELS_S8_DSP_H

#include "rp_kernels_s8.h"

/* Any geometry, N6.2. Weights for every group and two output channels of it: four taps of the one, four of the other, the next four ..., taps in the order
 * [k_h][k_w][c_in/groups] with zeros up to a multiple of 4; the last pair of an odd count of channels is the last two, of a single one twice that one.
 * Scratch: twice the taps of one channel, each rounded up to a multiple of 4. */
void rp_conv_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_dsp_channel *q, uint8_t *scratch,
                    uint8_t *y);
/* Depthwise, N6.2; l <= 8. Weights [c_out][k_h][row], a row being (k_w - 1)*dilation_w + 1 weights with zeros at the gaps and up to a multiple of 4.
 * Scratch: internal/rp_dw_band.h. */
void rp_conv_dw_s8_dsp(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_dsp_channel *q, uint8_t *scratch,
                       uint8_t *y);

#endif
