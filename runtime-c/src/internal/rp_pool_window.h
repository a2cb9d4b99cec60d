/* What the pooling kernels share; docs/numerics.md N3.9, N3.10. */
#ifndef RP_POOL_WINDOW_H
#define RP_POOL_WINDOW_H

#include "rp_geometry.h"
#include "internal/rp_window.h"

/* The window of one output: its position in the input plane (may be negative) and its valid taps. */
typedef struct {
    int32_t top, left;
    rp_range rows, columns;
} rp_pool_window;

/* The row part of a window; rp_pool_columns completes it, once per column. */
static inline rp_pool_window rp_pool_rows(const rp_pool_geometry *g, int32_t oy)
{
    rp_pool_window window = {oy * g->stride_h - g->pad_top, 0, {0, 0}, {0, 0}};
    window.rows = rp_valid_range(window.top, g->k_h, g->dilation_h, g->h_in);
    return window;
}

static inline void rp_pool_columns(const rp_pool_geometry *g, int32_t ox, rp_pool_window *window)
{
    window->left = ox * g->stride_w - g->pad_left;
    window->columns = rp_valid_range(window->left, g->k_w, g->dilation_w, g->w_in);
}

/* Columns of outputs all of whose taps of a row are inside the input. */
static inline rp_range rp_pool_interior(const rp_pool_geometry *g)
{
    const rp_range left = rp_valid_range(-g->pad_left, g->w_out, g->stride_w, g->w_in);
    const rp_range right = rp_valid_range((g->k_w - 1) * g->dilation_w - g->pad_left, g->w_out, g->stride_w, g->w_in);
    const rp_range both = {left.first, right.end > left.first ? right.end : left.first};
    return both;
}

/* The number that divides the sum (N3.10): valid taps, or taps inside the padded input. */
static inline int32_t rp_pool_count(const rp_pool_geometry *g, const rp_pool_window *window)
{
    if (g->count_include_pad) {
        const rp_range rows = rp_valid_range(window->top + g->pad_top, g->k_h, g->dilation_h, g->pad_top + g->h_in + g->pad_bottom);
        const rp_range columns = rp_valid_range(window->left + g->pad_left, g->k_w, g->dilation_w, g->pad_left + g->w_in + g->pad_right);
        return (rows.end - rows.first) * (columns.end - columns.first);
    }
    return (window->rows.end - window->rows.first) * (window->columns.end - window->columns.first);
}

#endif
