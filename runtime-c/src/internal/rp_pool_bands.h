/* Input gradients of pools, shared out by rows of the input: a core adds what falls into its own rows, in the output's scan order. */
#ifndef RP_POOL_BANDS_H
#define RP_POOL_BANDS_H

#include "rp_share.h"

#include "internal/rp_pool_window.h"

#include <string.h>

/* Rows of one plane. */
typedef struct {
    int32_t plane;
    rp_range rows;
} rp_pool_band;

/* The band of rows that begins with row `at` of all planes' rows, and ends with the plane or with this core's part. */
static inline rp_pool_band rp_pool_band_at(const rp_pool_geometry *g, int32_t at, rp_span own)
{
    const int32_t plane = at / g->h_in;
    const int32_t first = at - plane * g->h_in;
    const int32_t left = own.end - plane * g->h_in;
    const rp_pool_band band = {plane, {first, left < g->h_in ? left : g->h_in}};
    return band;
}

static inline void rp_pool_clear_band(const rp_pool_geometry *g, rp_pool_band band, float *dx)
{
    memset(dx + (band.plane * g->h_in + band.rows.first) * g->w_in, 0, (size_t)((band.rows.end - band.rows.first) * g->w_in) * sizeof *dx);
}

/* Rows of outputs with a tap in the band or beside it; all others have none there. */
static inline rp_range rp_pool_outputs_of(const rp_pool_geometry *g, rp_pool_band band)
{
    rp_range outputs = {0, g->h_out};
    const int32_t reach = (g->k_h - 1) * g->dilation_h;
    while (outputs.first < outputs.end && outputs.first * g->stride_h - g->pad_top + reach < band.rows.first) {
        outputs.first++;
    }
    while (outputs.first < outputs.end && (outputs.end - 1) * g->stride_h - g->pad_top >= band.rows.end) {
        outputs.end--;
    }
    return outputs;
}

#endif
