#include "conv_oracle.h"

#include "rp_test.h"

#include <math.h>
#include <stdlib.h>

/* One tap of one pair of channels. */
typedef struct {
    int32_t out, in, in_group, ky, kx;
} tap;

static int32_t tap_count(const rp_conv_geometry *g)
{
    return g->c_out * (g->c_in / g->groups) * g->k_h * g->k_w;
}

/* Tap number `index` in the layout of the weights. */
static tap tap_at(const rp_conv_geometry *g, int32_t index)
{
    int32_t group_in = g->c_in / g->groups;
    tap t;
    t.kx = index % g->k_w;
    t.ky = index / g->k_w % g->k_h;
    t.in_group = index / (g->k_w * g->k_h) % group_in;
    t.out = index / (g->k_w * g->k_h * group_in);
    t.in = t.out / (g->c_out / g->groups) * group_in + t.in_group;
    return t;
}

/* Offset in x of what the tap reads at output (oy, ox), or -1. */
static int32_t source(const rp_conv_geometry *g, int32_t sample, const tap *t, int32_t oy, int32_t ox)
{
    int32_t iy = oy * g->stride_h + t->ky * g->dilation_h - g->pad_top;
    int32_t ix = ox * g->stride_w + t->kx * g->dilation_w - g->pad_left;
    bool inside = iy >= 0 && iy < g->h_in && ix >= 0 && ix < g->w_in;
    return inside ? ((sample * g->c_in + t->in) * g->h_in + iy) * g->w_in + ix : -1;
}

static int32_t output(const rp_conv_geometry *g, int32_t sample, const tap *t, int32_t oy, int32_t ox)
{
    return ((sample * g->c_out + t->out) * g->h_out + oy) * g->w_out + ox;
}

void oracle_forward(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y, bool backwards)
{
    int32_t plane = g->h_out * g->w_out;
    int32_t taps = tap_count(g);
    for (int32_t i = 0; i < n * g->c_out * plane; i++) {
        y[i] = b != NULL ? b[i / plane % g->c_out] : 0.0f;
    }
    for (int32_t index = 0; index < taps; index++) {
        int32_t at = backwards ? taps - 1 - index : index;
        tap t = tap_at(g, at);
        for (int32_t i = 0; i < n * plane; i++) {
            int32_t oy = i % plane / g->w_out;
            int32_t ox = i % g->w_out;
            int32_t from = source(g, i / plane, &t, oy, ox);
            if (from >= 0) {
                int32_t to = output(g, i / plane, &t, oy, ox);
                y[to] = test_mac(y[to], x[from], w[at]);
            }
        }
    }
}

void oracle_input_gradient(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx, bool backwards)
{
    int32_t plane = g->h_out * g->w_out;
    int32_t taps = tap_count(g);
    for (int32_t i = 0; i < n * g->c_in * g->h_in * g->w_in; i++) {
        dx[i] = 0.0f;
    }
    for (int32_t index = 0; index < taps; index++) {
        int32_t at = backwards ? taps - 1 - index : index;
        tap t = tap_at(g, at);
        for (int32_t i = 0; i < n * plane; i++) {
            int32_t oy = i % plane / g->w_out;
            int32_t ox = i % g->w_out;
            int32_t to = source(g, i / plane, &t, oy, ox);
            if (to >= 0) {
                dx[to] = test_mac(dx[to], dy[output(g, i / plane, &t, oy, ox)], w[at]);
            }
        }
    }
}

void oracle_weight_gradient(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db, bool backwards)
{
    int32_t plane = g->h_out * g->w_out;
    int32_t taps = tap_count(g);
    for (int32_t step = 0; step < n * plane; step++) {
        int32_t i = backwards ? n * plane - 1 - step : step;
        int32_t oy = i % plane / g->w_out;
        int32_t ox = i % g->w_out;
        for (int32_t index = 0; index < taps; index++) {
            tap t = tap_at(g, index);
            int32_t from = source(g, i / plane, &t, oy, ox);
            if (from >= 0) {
                dw[index] = test_mac(dw[index], dy[output(g, i / plane, &t, oy, ox)], x[from]);
            }
        }
        for (int32_t c = 0; db != NULL && c < g->c_out; c++) {
            tap t = {c, 0, 0, 0, 0};
            db[c] = test_add(db[c], dy[output(g, i / plane, &t, oy, ox)]);
        }
    }
}

void oracle_dense(const rp_conv_geometry *g, int32_t n, const double *x, const double *w, const double *b, double *y, double *magnitude)
{
    int32_t group_in = g->c_in / g->groups;
    int32_t group_out = g->c_out / g->groups;
    int32_t extent_h = (g->k_h - 1) * g->dilation_h + 1;
    int32_t extent_w = (g->k_w - 1) * g->dilation_w + 1;
    /* Large enough for every window and for the whole input. */
    int32_t frame_h = (g->h_out - 1) * g->stride_h + extent_h + g->pad_top + g->h_in;
    int32_t frame_w = (g->w_out - 1) * g->stride_w + extent_w + g->pad_left + g->w_in;
    double *frame = test_allocate((size_t)(frame_h * frame_w) * sizeof *frame);
    for (int32_t i = 0; i < n * g->c_out * g->h_out * g->w_out; i++) {
        y[i] = b != NULL ? b[i / (g->h_out * g->w_out) % g->c_out] : 0.0;
        magnitude[i] = fabs(y[i]);
    }
    for (int32_t pair = 0; pair < n * g->c_out * group_in; pair++) {
        int32_t in_group = pair % group_in;
        int32_t c = pair / group_in % g->c_out;
        int32_t sample = pair / group_in / g->c_out;
        int32_t in = c / group_out * group_in + in_group;
        for (int32_t i = 0; i < frame_h * frame_w; i++) {
            int32_t iy = i / frame_w - g->pad_top;
            int32_t ix = i % frame_w - g->pad_left;
            bool inside = iy >= 0 && iy < g->h_in && ix >= 0 && ix < g->w_in;
            frame[i] = inside ? x[((sample * g->c_in + in) * g->h_in + iy) * g->w_in + ix] : 0.0;
        }
        for (int32_t i = 0; i < g->h_out * g->w_out * extent_h * extent_w; i++) {
            int32_t u = i % extent_w;
            int32_t v = i / extent_w % extent_h;
            int32_t ox = i / extent_w / extent_h % g->w_out;
            int32_t oy = i / extent_w / extent_h / g->w_out;
            if (u % g->dilation_w == 0 && v % g->dilation_h == 0) {
                double weight = w[((c * group_in + in_group) * g->k_h + v / g->dilation_h) * g->k_w + u / g->dilation_w];
                double product = weight * frame[(oy * g->stride_h + v) * frame_w + ox * g->stride_w + u];
                int32_t to = ((sample * g->c_out + c) * g->h_out + oy) * g->w_out + ox;
                y[to] += product;
                magnitude[to] += fabs(product);
            }
        }
    }
    free(frame);
}
