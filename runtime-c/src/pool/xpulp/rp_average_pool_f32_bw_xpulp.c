/* Average pooling, input gradient, for Xpulp: cores share out the rows of the input; docs/numerics.md N3.10. Three instructions a tap in long rows of taps, five
 * where many outputs have few. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_pool_bands.h"
#include "internal/rp_pool_runs.h"
#include "internal/rp_xpulp_map.h"

/* One tap of each output: dx = dx + dy*factor, both roundings. */
static void shares_along(int32_t count, const float *dy, float factor, float *dx, int32_t step)
{
    int32_t i = 0;
    RP_XPULP_MAP(i, count, 1, dy, dx, dx, factor, step * (int32_t)sizeof(float), 0, "5",
                 RP_MAP_LOAD(u, a) RP_MAP_PEEK(v, to) RP_MAP("fmul.s", u, u, k0) RP_MAP("fadd.s", v, v, u) RP_MAP_STORE_BY(v, to, k1));
    for (; i < count; i++) {
        dx[i * step] = dx[i * step] + dy[i] * factor;
    }
}

/* A row of taps of one output. */
static void share_to_taps(int32_t count, float gradient, float *dx, int32_t step)
{
    int32_t i = 0;
    if (step == 1) {
        RP_XPULP_MAP(i, count, 2, dx, dx, dx, gradient, 0, 0, "6",
                     RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, a) RP_MAP("fadd.s", u, u, k0) RP_MAP("fadd.s", v, v, k0) RP_MAP_STORE(u, to) RP_MAP_STORE(v, to));
    }
    for (; i < count; i++) {
        dx[i * step] = dx[i * step] + gradient;
    }
}

/* An element takes what outputs of one row add from right taps to left ones: so in the order of the outputs. */
static void run_of_shares(const rp_pool_geometry *g, const rp_pool_run *run, const float *dy, float *plane)
{
    const rp_pool_window *w = &run->first;
    for (int32_t ky = w->rows.first; ky < w->rows.end; ky++) {
        float *row = plane + (w->top + ky * g->dilation_h) * g->w_in + w->left;
        for (int32_t kx = w->columns.end - 1; kx >= w->columns.first; kx--) {
            shares_along(run->outputs.end - run->outputs.first, dy, run->factor, row + kx * g->dilation_w, g->stride_w);
        }
    }
}

static void one_share(const rp_pool_geometry *g, const rp_pool_run *run, float gradient, float *plane, int32_t column)
{
    const rp_pool_window *w = &run->first;
    const rp_pool_taps taps = rp_pool_taps_of(g, w);
    float *row = plane + (w->top + w->rows.first * g->dilation_h) * g->w_in + w->left + w->columns.first * g->dilation_w + column * g->stride_w;
    for (int32_t i = 0; i < taps.rows; i++) {
        share_to_taps(taps.columns, gradient, row, g->dilation_w);
        row += g->dilation_h * g->w_in;
    }
}

/* Taps of the window's rows that lie in the band. */
static rp_range rows_in_band(const rp_pool_geometry *g, rp_pool_window window, rp_pool_band band)
{
    while (window.rows.first < window.rows.end && window.top + window.rows.first * g->dilation_h < band.rows.first) {
        window.rows.first++;
    }
    while (window.rows.first < window.rows.end && window.top + (window.rows.end - 1) * g->dilation_h >= band.rows.end) {
        window.rows.end--;
    }
    return window.rows;
}

static void row_of_outputs(const rp_pool_geometry *g, rp_range interior, rp_pool_band band, int32_t oy, const float *dy, float *dx)
{
    rp_pool_run run = {.outputs = {0, 0}, .first = rp_pool_rows(g, oy), .count = 0, .factor = 0.0f};
    const rp_range all = run.first.rows; /* they count, though only those in the band take part */
    const rp_range some = rows_in_band(g, run.first, band);
    for (rp_pool_next_run(g, interior, &run); run.outputs.first < g->w_out; rp_pool_next_run(g, interior, &run)) {
        run.first.rows = some;
        if (!rp_pool_run_is_short(&run)) {
            run_of_shares(g, &run, dy + run.outputs.first, dx);
        } else {
            for (int32_t i = 0; i < run.outputs.end - run.outputs.first; i++) {
                one_share(g, &run, dy[run.outputs.first + i] * run.factor, dx, i);
            }
        }
        run.first.rows = all;
    }
}

void rp_average_pool_f32_bw_xpulp(rp_share share, const rp_pool_geometry *geometry, int32_t n, const float *dy, float *dx)
{
    const rp_pool_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_pool_geometry *g = &copy;
    const rp_range interior = rp_pool_interior(g);
    const rp_span own = rp_share_of(share, n * g->channels * g->h_in);
    for (int32_t row = own.first; row < own.end;) {
        const rp_pool_band band = rp_pool_band_at(g, row, own);
        const rp_range outputs = rp_pool_outputs_of(g, band);
        rp_pool_clear_band(g, band, dx);
        for (int32_t oy = outputs.first; oy < outputs.end; oy++) {
            row_of_outputs(g, interior, band, oy, dy + (band.plane * g->h_out + oy) * g->w_out, dx + band.plane * g->h_in * g->w_in);
        }
        row += band.rows.end - band.rows.first;
    }
}
