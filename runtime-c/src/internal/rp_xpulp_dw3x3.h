/* Depthwise 3x3 of stride 1 over one plane, forward or, walked backwards, input gradient. */
#ifndef RP_XPULP_DW3X3_H
#define RP_XPULP_DW3X3_H

#include "rp_geometry.h"

#include "internal/rp_xpulp_stream.h"

#include <stdbool.h>

/* Pads at the end of an axis. */
static inline int32_t rp_xpulp_end_pad(int32_t in, int32_t out, int32_t kernel, int32_t begin)
{
    return out - 1 + kernel - in - begin;
}

/* 3x3, stride and dilation 1, all pads 0 to 2: every window reaches into the input. */
static inline bool rp_xpulp_is_dw3x3(const rp_conv_geometry *g)
{
    const int32_t bottom = rp_xpulp_end_pad(g->h_in, g->h_out, 3, g->pad_top);
    const int32_t right = rp_xpulp_end_pad(g->w_in, g->w_out, 3, g->pad_left);
    return g->k_h == 3 && g->k_w == 3 && g->stride_h == 1 && g->stride_w == 1 && g->dilation_h == 1 && g->dilation_w == 1 && g->pad_top <= 2 &&
           g->pad_left <= 2 && bottom >= 0 && bottom <= 2 && right >= 0 && right <= 2;
}

/* One plane. from and to point to the first elements walked; `direction` is 1, or -1 for planes walked from their last element. */
typedef struct {
    const float *from;
    int32_t from_height, from_width;
    float *to;
    int32_t to_height, to_width;
    int32_t pad_top, pad_left; /* before the first elements walked */
    int32_t direction;
    float bias;
} rp_xpulp_plane;

/* Output column `column`: output row o takes source rows o - pad_top .. o - pad_top + 2 where they exist. w[3][3]. */
static inline void rp_xpulp_dw3x3_column(const rp_xpulp_plane *p, const float *w, int32_t column)
{
    const int32_t left = column - p->pad_left;
    const int32_t first = left < 0 ? -left : 0;
    const int32_t end = left + 3 > p->from_width ? p->from_width - left : 3;
    const int32_t unborn = p->pad_top < 2 ? 2 - p->pad_top : 0; /* source rows above whose output there is none */
    const int32_t silent = unborn < p->from_height ? unborn : p->from_height;
    rp_xpulp_stream t = {p->from + (left + first) * p->direction,
                         p->from_width * p->direction,
                         p->direction,
                         p->to + column * p->direction,
                         p->to_width * p->direction,
                         p->from_height - silent,
                         p->bias,
                         p->bias,
                         p->bias};
    for (int32_t row = 0; row < silent; row++) {
        rp_xpulp_stream_row(&t, end - first, w + first);
    }
    if (t.rows > 0) {
        rp_xpulp_stream_rows(&t, end - first, w + first);
    }
    const int32_t next = t.rows - (unborn - silent); /* the output `above` now; negative where it does not exist */
    if (next >= 0 && next < p->to_height) {
        *t.to = t.above;
        t.to += t.to_row;
    }
    if (next + 1 < p->to_height) {
        *t.to = t.here;
    }
}

#endif
