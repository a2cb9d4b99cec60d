/* Max pooling, forward, for Xpulp; docs/numerics.md N3.9. Cores share out the rows of the outputs. Windows of two by two inside the input take 20 instructions an
 * output; others go tap by tap along the row, 8 instructions a tap. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_bits.h"
#include "internal/rp_pool_window.h"
#include "internal/rp_xpulp_maximum.h"

#include <stdbool.h>

static bool is_two_by_two(const rp_pool_geometry *g, rp_range rows, rp_range interior)
{
    return g->k_h == 2 && g->k_w == 2 && g->dilation_h == 1 && g->dilation_w == 1 && rows.end - rows.first == 2 && interior.end - interior.first == g->w_out;
}

/* Outputs of windows at x: two rows of two. */
static void row_of_two_by_two(const rp_pool_geometry *g, const float *x, float *y)
{
    const float *below = x + g->w_in;
    int32_t i = 0;
    RP_XPULP_MAP(i, g->w_out, 1, x, below, y, (g->stride_w - 1) * (int32_t)sizeof(float), 0, 0, "20",
                 RP_MAP_LOAD(u, a) RP_MAP_LOAD_BY(v, a, k0) RP_MAP_LOAD(r, b) RP_MAP_MAXIMUM(u, v) RP_MAP_LOAD_BY(u, b, k0) RP_MAP_MAXIMUM(v, r)
                 RP_MAP_MAXIMUM(r, u) RP_MAP_STORE(u, to));
    for (; i < g->w_out; i++) {
        const int32_t at = i * g->stride_w;
        y[i] = rp_maximum(rp_maximum(rp_maximum(x[at], x[at + 1]), below[at]), below[at + 1]);
    }
}

/* y = maximum of y and one tap of each output. */
static void maxima_along(int32_t count, const float *x, int32_t step, float *y)
{
    int32_t i = 0;
    RP_XPULP_MAP(i, count, 1, x, y, y, step * (int32_t)sizeof(float), 0, 0, "8",
                 RP_MAP_LOAD_BY(u, a, k0) RP_MAP_LOAD(v, b) RP_MAP_MAXIMUM(v, u) RP_MAP_STORE(u, to));
    for (; i < count; i++) {
        y[i] = rp_maximum(y[i], x[i * step]);
    }
}

static void row_of_windows(const rp_pool_geometry *g, const rp_pool_window *window, const float *plane, float *y)
{
    const float lowest = rp_float_of(0xff800000u);
    for (int32_t ox = 0; ox < g->w_out; ox++) {
        y[ox] = lowest; /* the first tap takes its place, or is as low */
    }
    for (int32_t ky = window->rows.first; ky < window->rows.end; ky++) {
        const float *row = plane + (window->top + ky * g->dilation_h) * g->w_in;
        for (int32_t kx = 0; kx < g->k_w; kx++) {
            const int32_t left = kx * g->dilation_w - g->pad_left;
            const rp_range outputs = rp_valid_range(left, g->w_out, g->stride_w, g->w_in);
            maxima_along(outputs.end - outputs.first, row + left + outputs.first * g->stride_w, g->stride_w, y + outputs.first);
        }
    }
}

void rp_max_pool_f32_fw_xpulp(rp_share share, const rp_pool_geometry *geometry, int32_t n, const float *x, float *y)
{
    const rp_pool_geometry copy = *geometry; /* constants lie in L2, far away */
    const rp_pool_geometry *g = &copy;
    const rp_range interior = rp_pool_interior(g);
    const rp_span own = rp_share_of(share, n * g->channels * g->h_out);
    int32_t plane = own.first / g->h_out;
    int32_t oy = own.first - plane * g->h_out;
    for (int32_t item = own.first; item < own.end; item++) {
        const float *from = x + plane * g->h_in * g->w_in;
        const rp_pool_window window = rp_pool_rows(g, oy);
        if (is_two_by_two(g, window.rows, interior)) {
            row_of_two_by_two(g, from + window.top * g->w_in - g->pad_left, y + item * g->w_out);
        } else {
            row_of_windows(g, &window, from, y + item * g->w_out);
        }
        if (++oy == g->h_out) {
            oy = 0;
            plane++;
        }
    }
}
