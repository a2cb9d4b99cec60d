/* Integer matrix products shared out over the cores of a cluster; docs/numerics.md N6.2. */
#ifndef RP_XPULP_CODE_MATMUL_H
#define RP_XPULP_CODE_MATMUL_H

#include "rp_kernels_xpulp.h"

/* y[pixel*y_pixel + channel] for this core's blocks of channels x pixels. Rows of w and x are `depth` bytes, a multiple of 4, aligned to 4, one after the other. */
void rp_xpulp_code_matmul(rp_share share, const rp_s8_output *o, int32_t channels, int32_t pixels, int32_t depth, const int8_t *w, const uint8_t *x,
                          const rp_xpulp_channel *q, uint8_t *y, int32_t y_pixel);

#endif
