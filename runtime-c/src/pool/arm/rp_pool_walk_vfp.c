/* The groups of outputs of a pool for the FPU of a Cortex-M, in the output's scan order. */
#include "rp_kernels_f32.h"

#include "internal/rp_vfp_pool.h"

/* Rows of outputs all of whose rows of taps are inside the input. */
static rp_range interior_rows(const rp_pool_geometry *g)
{
    const rp_range top = rp_valid_range(-g->pad_top, g->h_out, g->stride_h, g->h_in);
    const rp_range bottom = rp_valid_range((g->k_h - 1) * g->dilation_h - g->pad_top, g->h_out, g->stride_h, g->h_in);
    const rp_range both = {top.first, bottom.end > top.first ? bottom.end : top.first};
    return both;
}

void rp_pool_walk_vfp(const rp_pool_geometry *g, int32_t n, bool average, const rp_pool_tensors *t, rp_pool_visit *visit)
{
    const rp_range inside = rp_pool_interior(g);
    const rp_range whole = interior_rows(g);
    int32_t count = 0; /* what the factor is for */
    rp_pool_group group = {.line = g->stride_h * g->w_in, .stride = g->stride_w, .row = g->dilation_h * g->w_in, .column = g->dilation_w, .factor = 0.0f};
    for (int32_t plane = 0; plane < n * g->channels; plane++) {
        for (int32_t oy = 0; oy < g->h_out; oy += group.lines) {
            rp_pool_window window = rp_pool_rows(g, oy);
            const int32_t top = plane * g->h_in + window.top + window.rows.first * g->dilation_h;
            group.rows = window.rows.end - window.rows.first;
            group.lines = 1;
            for (int32_t ox = 0; ox < g->w_out; ox += group.count) {
                rp_pool_columns(g, ox, &window);
                group.columns = window.columns.end - window.columns.first;
                group.count = ox >= inside.first && ox < inside.end ? inside.end - ox : 1;
                group.lines = group.count == g->w_out && oy >= whole.first && oy < whole.end ? whole.end - oy : 1;
                group.first = top * g->w_in + window.left + window.columns.first * g->dilation_w;
                group.out = (plane * g->h_out + oy) * g->w_out + ox;
                /* A division takes as long as a window. */
                const int32_t counted = average ? rp_pool_count(g, &window) : 0;
                if (counted != count) {
                    count = counted;
                    group.factor = count > 0 ? 1.0f / (float)count : 0.0f;
                }
                visit(&group, t);
            }
        }
    }
}
