/* How rp_conv_dw_s8_dsp divides padded planes into bands, and the scratch memory that takes; the compiler computes the same. */
#ifndef RP_DW_BAND_H
#define RP_DW_BAND_H

#include "rp_geometry.h"

/* Channels that are worked together; bytes that their planes may have before they are divided. */
enum { RP_DW_LANES = 4, RP_DW_BAND_BYTES = 8192 };

/* A band of the padded planes. */
typedef struct {
    int32_t quads;       /* words of taps per row of the window */
    int32_t pitch;       /* bytes from row to row */
    int32_t output_rows; /* computed from one band */
    int32_t rows;
} rp_dw_band;

static inline int32_t rp_dw_band_rows(const rp_conv_geometry *g, int32_t output_rows)
{
    return (output_rows - 1) * g->stride_h + (g->k_h - 1) * g->dilation_h + 1;
}

static inline rp_dw_band rp_dw_band_of(const rp_conv_geometry *g)
{
    rp_dw_band band;
    band.quads = ((g->k_w - 1) * g->dilation_w + 4) / 4;
    band.pitch = ((g->w_out - 1) * g->stride_w + 4 * band.quads + 3) / 4 * 4;
    band.output_rows = g->h_out;
    while (band.output_rows > 2 && RP_DW_LANES * band.pitch * rp_dw_band_rows(g, band.output_rows) > RP_DW_BAND_BYTES) {
        band.output_rows = (band.output_rows + 2) / 4 * 2;
    }
    band.rows = rp_dw_band_rows(g, band.output_rows);
    return band;
}

/* Bytes: the planes, then the weights of one channel as halves. */
static inline int32_t rp_dw_scratch(const rp_conv_geometry *g)
{
    const rp_dw_band band = rp_dw_band_of(g);
    return RP_DW_LANES * band.pitch * band.rows + g->k_h * band.quads * 8;
}

#endif
