/* Average pooling, forward, for Xpulp; docs/numerics.md N3.10, N2.6. Cores share out the rows of the outputs; two instructions a tap in long rows of taps, four
 * where many outputs have few. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_pool_runs.h"
#include "internal/rp_xpulp_map.h"
#include "internal/rp_xpulp_sum.h"

/* y = y + one tap of each output. */
static void sums_along(int32_t count, const float *x, int32_t step, float *y)
{
    int32_t i = 0;
    if (count % 2 == 1) {
        y[0] = y[0] + x[0];
        x += step;
        y++;
        count--;
    }
    RP_XPULP_MAP(i, count, 2, x, y, y, step * (int32_t)sizeof(float), 0, 0, "8",
                 RP_MAP_LOAD_BY(u, a, k0) RP_MAP_LOAD(v, b) RP_MAP_LOAD_BY(s, a, k0) RP_MAP_LOAD(t, b) RP_MAP("fadd.s", u, v, u) RP_MAP("fadd.s", s, t, s)
                 RP_MAP_STORE(u, to) RP_MAP_STORE(s, to));
    for (; i < count; i++) {
        y[i] = y[i] + x[i * step];
    }
}

static void scaled(int32_t count, float factor, float *y)
{
    int32_t i = 0;
    RP_XPULP_MAP(i, count, 2, y, y, y, factor, 0, 0, "6",
                 RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, a) RP_MAP("fmul.s", u, u, k0) RP_MAP("fmul.s", v, v, k0) RP_MAP_STORE(u, to) RP_MAP_STORE(v, to));
    for (; i < count; i++) {
        y[i] = y[i] * factor;
    }
}

static void run_of_means(const rp_pool_geometry *g, const rp_pool_run *run, const float *plane, float *y)
{
    const rp_pool_window *w = &run->first;
    const int32_t count = run->outputs.end - run->outputs.first;
    for (int32_t i = 0; i < count; i++) {
        y[i] = 0.0f;
    }
    for (int32_t ky = w->rows.first; ky < w->rows.end; ky++) {
        const float *row = plane + (w->top + ky * g->dilation_h) * g->w_in + w->left;
        for (int32_t kx = w->columns.first; kx < w->columns.end; kx++) {
            sums_along(count, row + kx * g->dilation_w, g->stride_w, y);
        }
    }
    scaled(count, run->factor, y);
}

static float one_mean(const rp_pool_geometry *g, const rp_pool_run *run, const float *plane, int32_t column)
{
    const rp_pool_window *w = &run->first;
    const rp_pool_taps taps = rp_pool_taps_of(g, w);
    const float *row = plane + (w->top + w->rows.first * g->dilation_h) * g->w_in + w->left + w->columns.first * g->dilation_w + column * g->stride_w;
    float sum = 0.0f;
    for (int32_t i = 0; i < taps.rows; i++) {
        sum = rp_xpulp_sum(taps.columns, row, g->dilation_w, sum);
        row += g->dilation_h * g->w_in;
    }
    return run->count > 0 ? sum * run->factor : 0.0f;
}

void rp_average_pool_f32_fw_xpulp(rp_share share, const rp_pool_geometry *geometry, int32_t n, const float *x, float *y)
{
    const rp_pool_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_pool_geometry *g = &copy;
    const rp_range interior = rp_pool_interior(g);
    const rp_span own = rp_share_of(share, n * g->channels * g->h_out);
    int32_t plane = own.first / g->h_out;
    int32_t oy = own.first - plane * g->h_out;
    rp_pool_run run = {.count = 0, .factor = 0.0f};
    for (int32_t item = own.first; item < own.end; item++) {
        const float *from = x + plane * g->h_in * g->w_in;
        float *row = y + item * g->w_out;
        run.first = rp_pool_rows(g, oy);
        run.outputs.end = 0;
        for (rp_pool_next_run(g, interior, &run); run.outputs.first < g->w_out; rp_pool_next_run(g, interior, &run)) {
            if (!rp_pool_run_is_short(&run) && run.count > 0) {
                run_of_means(g, &run, from, row + run.outputs.first);
                continue;
            }
            for (int32_t i = 0; i < run.outputs.end - run.outputs.first; i++) {
                row[run.outputs.first + i] = one_mean(g, &run, from, i);
            }
        }
        if (++oy == g->h_out) {
            oy = 0;
            plane++;
        }
    }
}
