/* Convolution as a gather, shared out over the cores of a cluster: forward (docs/numerics.md N2.1) and input gradient (N2.2) differ only in the taps that
 * reach a position and in the steps through the weights. */
#ifndef RP_XPULP_GATHER_H
#define RP_XPULP_GATHER_H

#include "rp_geometry.h"
#include "rp_share.h"

#include "internal/rp_sources.h"
#include "internal/rp_window.h"

#include <stdbool.h>

/* Most kernel rows. */
enum { RP_XPULP_KERNEL_ROWS = 16 };

/* The taps of one position along an axis: `count` of them, from tap `tap` at source position `output`, in the axis' steps. */
typedef rp_sources rp_xpulp_taps(const rp_axis *axis, int32_t position);

/* Along one axis. Positions `period` apart have the same taps, at sources `shift` apart, while none falls outside. */
typedef struct {
    rp_axis taps;
    int32_t positions, period, shift;
    int32_t tap_step, source_step;
} rp_xpulp_axis;

/* Steps in elements. */
typedef struct {
    int32_t groups;
    int32_t channels, channel_step;        /* results of a group; from one's weights to the next one's */
    int32_t summed, summed_step;           /* source channels of a group; from one's weights to the next one's */
    int32_t group_step;                    /* from one group's weights to the next one's */
    int32_t kernel_width, source_height, source_width;
    rp_xpulp_axis vertical, horizontal;
    rp_xpulp_taps *taps_of;
    bool begun; /* sums go on from what the result holds, instead of a bias */
} rp_xpulp_gather;

/* The valid taps of output `position` of a forward pass; axis->out is the size of the input. */
static inline rp_sources rp_xpulp_forward_taps(const rp_axis *axis, int32_t position)
{
    const int32_t origin = position * axis->stride - axis->pad;
    const rp_range valid = rp_valid_range(origin, axis->kernel, axis->dilation, axis->out);
    const rp_sources taps = {valid.end - valid.first, valid.first, origin + valid.first * axis->dilation};
    return taps;
}

static inline rp_xpulp_axis rp_xpulp_forward_axis(int32_t kernel, int32_t stride, int32_t dilation, int32_t pad, int32_t in, int32_t out)
{
    const rp_xpulp_axis axis = {{kernel, stride, dilation, pad, in, 1, 0}, out, 1, stride, 1, dilation};
    return axis;
}

static inline rp_xpulp_axis rp_xpulp_gradient_axis(int32_t kernel, int32_t stride, int32_t dilation, int32_t pad, int32_t in, int32_t out)
{
    const rp_axis taps = rp_axis_of(kernel, stride, dilation, pad, out);
    const rp_xpulp_axis axis = {taps, in, stride, 1, taps.tap_step, -taps.out_step};
    return axis;
}

/* The forward pass of g. */
static inline rp_xpulp_gather rp_xpulp_forward_gather(const rp_conv_geometry *g)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const rp_xpulp_gather gather = {g->groups,
                                    group_out,
                                    group_in * taps,
                                    group_in,
                                    taps,
                                    group_out * group_in * taps,
                                    g->k_w,
                                    g->h_in,
                                    g->w_in,
                                    rp_xpulp_forward_axis(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_in, g->h_out),
                                    rp_xpulp_forward_axis(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_in, g->w_out),
                                    rp_xpulp_forward_taps,
                                    g->begun != 0};
    return gather;
}

/* The input gradient of g. */
static inline rp_xpulp_gather rp_xpulp_gradient_gather(const rp_conv_geometry *g)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    const rp_xpulp_gather gather = {g->groups,
                                    group_in,
                                    taps,
                                    group_out,
                                    group_in * taps,
                                    group_out * group_in * taps,
                                    g->k_w,
                                    g->h_out,
                                    g->w_out,
                                    rp_xpulp_gradient_axis(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_in, g->h_out),
                                    rp_xpulp_gradient_axis(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_in, g->w_out),
                                    rp_sources_of,
                                    g->begun != 0};
    return gather;
}

/* result[n][groups*channels][vertical.positions][horizontal.positions]; bias[groups*channels] or NULL. At most RP_XPULP_KERNEL_ROWS kernel rows. */
void rp_xpulp_gather_f32(rp_share share, const rp_xpulp_gather *g, int32_t n, const float *source, const float *weights, const float *bias, float *result);

#endif
