/* A convolution's geometry as the forward and the input-gradient kernels walk it. */
#ifndef RP_POSITION_PLAN_H
#define RP_POSITION_PLAN_H

#include "rp_geometry.h"
#include "internal/rp_position_sums.h"

static inline rp_position_plan rp_forward_plan(const rp_conv_geometry *g)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    rp_position_plan plan = {
        rp_positions_forward(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_in, g->h_out),
        rp_positions_forward(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_in, g->w_out),
        {group_in, g->h_in, g->w_in},
        {group_out, g->h_out, g->w_out},
        {taps, group_in * taps, group_out * group_in * taps, g->k_w},
        g->groups,
    };
    return plan;
}

static inline rp_position_plan rp_backward_plan(const rp_conv_geometry *g)
{
    const int32_t group_in = g->c_in / g->groups;
    const int32_t group_out = g->c_out / g->groups;
    const int32_t taps = g->k_h * g->k_w;
    rp_position_plan plan = {
        rp_positions_backward(g->k_h, g->stride_h, g->dilation_h, g->pad_top, g->h_in, g->h_out),
        rp_positions_backward(g->k_w, g->stride_w, g->dilation_w, g->pad_left, g->w_in, g->w_out),
        {group_out, g->h_out, g->w_out},
        {group_in, g->h_in, g->w_in},
        {group_in * taps, taps, group_out * group_in * taps, g->k_w},
        g->groups,
    };
    return plan;
}

#endif
