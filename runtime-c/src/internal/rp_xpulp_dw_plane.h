/* One result plane of a depthwise convolution of any geometry as a gather, for Xpulp: forward or input gradient. */
#ifndef RP_XPULP_DW_PLANE_H
#define RP_XPULP_DW_PLANE_H

#include "internal/rp_xpulp_gather.h"
#include "internal/rp_xpulp_window.h"

#include <stddef.h>

/* Result columns whose taps are found at once: finding them divides, which costs more than their products. */
enum { RP_XPULP_DW_COLUMNS = 32 };

/* Rows of result columns first .. first+columns-1, whose taps are `taps`. source and weights are those of the first of `filters` channels that are summed
 * (1 forward), source_plane and kernel elements apart. */
static inline void rp_xpulp_dw_columns(const rp_xpulp_gather *g, int32_t filters, int32_t source_plane, int32_t kernel, const float *source,
                                       const float *weights, float start, float *to, const rp_sources *taps, int32_t first, int32_t columns)
{
    const int32_t row_step = g->vertical.source_step * g->source_width;
    const int32_t weight_step = g->vertical.tap_step * g->kernel_width;
    const int32_t source_step = g->horizontal.source_step;
    const int32_t tap_step = g->horizontal.tap_step;
    for (int32_t row = 0; row < g->vertical.positions; row++) {
        const rp_sources rows = g->taps_of(&g->vertical.taps, row);
        const float *row_source = source + rows.output * g->source_width;
        const float *row_weights = weights + rows.tap * g->kernel_width;
        float *row_to = to + row * g->horizontal.positions + first;
        for (int32_t column = 0; column < columns; column++) {
            const rp_sources at = taps[column];
            float sum = start;
            for (int32_t filter = 0; filter < filters; filter++) {
                const rp_xpulp_window window = {rows.count, at.count, source_step, row_step, tap_step, weight_step};
                sum = rp_xpulp_window_sum(&window, row_source + filter * source_plane + at.output, row_weights + filter * kernel + at.tap, sum);
            }
            row_to[column] = sum;
        }
    }
}

/* This core's planes of result[planes][vertical.positions][horizontal.positions], `channels` of them a sample. g->channels results share a source plane
 * (forward), or g->summed source planes go into one result (input gradient). bias[channels] or NULL. */
static inline void rp_xpulp_dw_planes(rp_share share, const rp_xpulp_gather *g, int32_t planes, int32_t channels, const float *source, const float *weights,
                                      const float *bias, float *result)
{
    const int32_t source_plane = g->source_height * g->source_width;
    const int32_t kernel = g->vertical.taps.kernel * g->kernel_width;
    const rp_span own = rp_share_of(share, planes);
    for (int32_t first = 0; first < g->horizontal.positions; first += RP_XPULP_DW_COLUMNS) {
        const int32_t left = g->horizontal.positions - first;
        const int32_t columns = left < RP_XPULP_DW_COLUMNS ? left : RP_XPULP_DW_COLUMNS;
        rp_sources taps[RP_XPULP_DW_COLUMNS];
        for (int32_t column = 0; column < columns; column++) {
            taps[column] = g->taps_of(&g->horizontal.taps, first + column);
        }
        for (int32_t plane = own.first; plane < own.end; plane++) {
            const int32_t channel = plane % channels;
            rp_xpulp_dw_columns(g, g->summed, source_plane, kernel, source + plane / g->channels * g->summed * source_plane,
                                weights + channel * g->summed * kernel, bias == NULL ? 0.0f : bias[channel],
                                result + plane * g->vertical.positions * g->horizontal.positions, taps, first, columns);
        }
    }
}

#endif
