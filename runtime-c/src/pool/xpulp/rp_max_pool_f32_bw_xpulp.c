/* Max pooling, input gradient, for Xpulp; docs/numerics.md N3.9. Cores share out the rows of the input, and find_winners the maxima anew where windows reach into two cores'
 * rows. Tap by tap along a row of outputs, 14 instructions a tap, then each output's gradient goes to its winner. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_pool_bands.h"
#include "internal/rp_xpulp_maximum.h"

#include <stdbool.h>

/* Outputs whose winners are found together: what a core's stack has room for. */
enum { WINNERS = 32, NO_WINNER = -1 };

typedef struct {
    float maximum[WINNERS];
    int32_t tap[WINNERS]; /* bytes from the window's top left corner */
} winners;

/* One more tap of outputs first .. end-1: it wins where it is greater, or NaN. */
static void another_tap(winners *w, rp_range outputs, const float *x, int32_t step, int32_t tap)
{
    const int32_t count = outputs.end - outputs.first;
    float *maximum = w->maximum + outputs.first;
    int32_t *winner = w->tap + outputs.first;
    int32_t i = 0;
    RP_XPULP_MAP(i, count, 1, x, (float *)(void *)winner, maximum, step * (int32_t)sizeof(float), tap, 0, "14",
                 RP_MAP_LOAD_BY(u, a, k0) RP_MAP_PEEK(v, to) RP_MAP("feq.s", s, u, u) RP_MAP("flt.s", t, v, u) RP_MAP("sub", s, s, t) RP_MAP_PEEK(r, b)
                 RP_MAP_OTHER(u, v, s) RP_MAP("sub", r, r, k1) "mv %[v], %[k1]\n" RP_P_MAC("%[v]", "%[r]", "%[s]") RP_MAP_STORE(u, to) RP_MAP_STORE(v, b));
    for (; i < count; i++) {
        if (x[i * step] > maximum[i] || x[i * step] != x[i * step]) {
            maximum[i] = x[i * step];
            winner[i] = tap;
        }
    }
}

/* The first valid tap of outputs first .. end-1. */
static void first_tap(winners *w, rp_range outputs, const float *x, int32_t step, int32_t tap)
{
    for (int32_t i = outputs.first; i < outputs.end; i++) {
        w->maximum[i] = *x;
        w->tap[i] = tap;
        x += step;
    }
}

/* Of `count` outputs from column ox on; x is the plane. */
static void find_winners(winners *w, const rp_pool_geometry *g, const rp_pool_window *window, int32_t ox, int32_t count, const float *x)
{
    for (int32_t i = 0; i < count; i++) {
        w->tap[i] = NO_WINNER;
    }
    int32_t begun = count; /* outputs from here on have had a tap, as far as this row reaches */
    for (int32_t ky = window->rows.first; ky < window->rows.end; ky++) {
        const float *row = x + (window->top + ky * g->dilation_h) * g->w_in;
        for (int32_t kx = 0; kx < g->k_w; kx++) {
            const int32_t left = kx * g->dilation_w + ox * g->stride_w - g->pad_left;
            const int32_t tap = (ky * g->dilation_h * g->w_in + kx * g->dilation_w) * (int32_t)sizeof(float);
            const rp_range outputs = rp_valid_range(left, count, g->stride_w, g->w_in);
            const float *from = row + left + outputs.first * g->stride_w;
            rp_range fresh = outputs;
            if (fresh.end > begun) {
                fresh.end = begun > fresh.first ? begun : fresh.first;
            }
            const rp_range others = {fresh.end, outputs.end};
            if (fresh.first < fresh.end) {
                first_tap(w, fresh, from, g->stride_w, tap);
                begun = fresh.first;
            }
            another_tap(w, others, from + (others.first - outputs.first) * g->stride_w, g->stride_w, tap);
        }
    }
}

/* dx of the winners; corner: of the first window. Where not all rows of the windows lie in the band, that is asked of each winner. */
static void give_to_winners(const winners *w, const rp_pool_geometry *g, int32_t count, const float *dy, float *corner, bool ask, const float *first, const float *end)
{
    for (int32_t i = 0; i < count; i++) {
        const int32_t tap = w->tap[i];
        if (tap != NO_WINNER) {
            float *at = corner + tap / (int32_t)sizeof(float);
            if (!ask || (at >= first && at < end)) {
                *at = *at + dy[i];
            }
        }
        corner += g->stride_w;
    }
}

static void add_to_band(const rp_pool_geometry *g, rp_pool_band band, const float *x, const float *dy, float *dx)
{
    winners w;
    const rp_range outputs = rp_pool_outputs_of(g, band);
    for (int32_t oy = outputs.first; oy < outputs.end; oy++) {
        const rp_pool_window window = rp_pool_rows(g, oy);
        const bool ask = window.top + window.rows.first * g->dilation_h < band.rows.first ||
                         window.top + (window.rows.end - 1) * g->dilation_h >= band.rows.end;
        for (int32_t ox = 0; ox < g->w_out; ox += WINNERS) {
            const int32_t count = g->w_out - ox < WINNERS ? g->w_out - ox : WINNERS;
            find_winners(&w, g, &window, ox, count, x);
            give_to_winners(&w, g, count, dy + oy * g->w_out + ox, dx + window.top * g->w_in + ox * g->stride_w - g->pad_left, ask, dx + band.rows.first * g->w_in,
                 dx + band.rows.end * g->w_in);
        }
    }
}

void rp_max_pool_f32_bw_xpulp(rp_share share, const rp_pool_geometry *geometry, int32_t n, const float *x, const float *dy, float *dx)
{
    const rp_pool_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_pool_geometry *g = &copy;
    const int32_t in_plane = g->h_in * g->w_in;
    const rp_span own = rp_share_of(share, n * g->channels * g->h_in);
    for (int32_t row = own.first; row < own.end;) {
        const rp_pool_band band = rp_pool_band_at(g, row, own);
        rp_pool_clear_band(g, band, dx);
        add_to_band(g, band, x + band.plane * in_plane, dy + band.plane * g->h_out * g->w_out, dx + band.plane * in_plane);
        row += band.rows.end - band.rows.first;
    }
}
