/* Tries the integer kernels for Xpulp, by their own instructions and on the whole team, against the portable ones on one core: after one byte over the link it answers with
 * the number of tensors that differ, and with that of the cases. */
#include "rp_board.h"
#include "rp_kernels_xpulp.h"
#include "rp_parallel.h"

#include <stdbool.h>
#include <string.h>

#define CASES 96
#define MOST 2000 /* codes of a tensor */
#define CHANNELS 40

__attribute__((section(".rp_l1"), aligned(16))) static uint8_t x[MOST], y[MOST], scratch[8192];
__attribute__((section(".rp_l1"), aligned(16))) static int8_t w[2 * MOST];
__attribute__((section(".rp_l1"))) static rp_xpulp_channel q[CHANNELS];
/* As the portable kernels want them. */
static uint8_t planes[MOST], expected[MOST], other[MOST];
static int8_t weights[MOST];
static int32_t bias[CHANNELS];
static rp_requant requant[CHANNELS];
static uint32_t state = 1;

enum { POINTWISE, GENERAL, DEPTHWISE, TAPS, LINEAR, MAXIMUM, MEAN, SUM, KINDS };

static struct {
    int32_t kind;
    rp_conv_geometry conv;
    rp_linear_geometry linear;
    rp_pool_geometry pool;
    rp_add_u8_parameters sum;
    rp_s8_output o;
    int32_t counts[16], elements;
} job;

static int32_t below(int32_t n)
{
    state = state * 1664525U + 1013904223U;
    return (int32_t)((state >> 8) % (uint32_t)n);
}

static void tuned(void *unused)
{
    (void)unused;
    const rp_share s = rp_team_share();
    switch (job.kind) {
    case POINTWISE: rp_conv_pw_s8_xpulp(s, &job.conv, &job.o, x, w, q, scratch, y); break;
    case GENERAL: rp_conv_s8_xpulp(s, &job.conv, &job.o, x, w, q, scratch, y); break;
    case DEPTHWISE: rp_conv_dw_s8_xpulp(s, &job.conv, &job.o, x, w, q, scratch, y); break;
    case TAPS: rp_conv_dw_taps_s8_xpulp(s, &job.conv, &job.o, x, w, q, scratch, y); break;
    case LINEAR: rp_linear_s8_xpulp(s, &job.linear, &job.o, x, w, q, scratch, y); break;
    case MAXIMUM: rp_max_pool_u8_xpulp(s, &job.pool, x, y); break;
    case MEAN: rp_average_pool_u8_xpulp(s, &job.pool, &job.o, 16, job.counts, requant, x, y); break;
    default: rp_add_u8_xpulp(s, job.elements, &job.sum, x, other, y); break;
    }
}

static void portable(void)
{
    switch (job.kind) {
    case POINTWISE: rp_conv_pw_s8(&job.conv, &job.o, planes, weights, bias, requant, expected); break;
    case GENERAL: rp_conv_s8(&job.conv, &job.o, planes, weights, bias, requant, expected); break;
    case DEPTHWISE:
    case TAPS: rp_conv_dw_s8(&job.conv, &job.o, planes, weights, bias, requant, expected); break;
    case LINEAR: rp_linear_s8(&job.linear, &job.o, x, weights, bias, requant, expected); break;
    case MAXIMUM: rp_max_pool_u8(&job.pool, planes, expected); break;
    case MEAN: rp_average_pool_u8(&job.pool, &job.o, 16, job.counts, requant, planes, expected); break;
    default: rp_add_u8(job.elements, &job.sum, x, other, expected); break;
    }
}

/* Channels-first and channels-last of one axis each way. */
static void draw_axis(bool three, int32_t *in, int32_t *out, int32_t *kernel, int32_t *stride, int32_t *dilation, int32_t *pad)
{
    *kernel = three ? 3 : 1 + below(4);
    *stride = three ? 1 : 1 + below(3);
    *dilation = three ? 1 : 1 + below(2);
    *pad = below(*kernel);
    *out = 1 + below(9);
    const int32_t needed = (*out - 1) * *stride + (*kernel - 1) * *dilation + 1 - *pad - below(2);
    *in = needed < 1 ? 1 : needed;
}

/* Channels, pixels of input and output, weights to a channel; false where it is too large. */
static bool draw(int32_t *c_in, int32_t *in, int32_t *c_out, int32_t *out, int32_t *taps)
{
    rp_conv_geometry *g = &job.conv;
    rp_pool_geometry *p = &job.pool;
    *c_in = job.kind == DEPTHWISE || job.kind == TAPS ? 4 + below(16) : 1 + below(24);
    *c_out = job.kind == POINTWISE || job.kind == GENERAL || job.kind == LINEAR ? 1 + below(24) : *c_in;
    *taps = *c_in;
    *in = *out = 1 + below(20);
    if (job.kind == POINTWISE) {
        *g = (rp_conv_geometry){*c_in, 1, *in, *c_out, 1, *in, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0};
    } else if (job.kind == LINEAR) {
        job.linear = (rp_linear_geometry){.rows = *in, .k = *c_in, .m = *c_out};
    } else if (job.kind == SUM) {
        job.elements = *c_in * *in;
    } else if (job.kind == MAXIMUM || job.kind == MEAN) {
        memset(p, 0, sizeof *p);
        p->channels = *c_in;
        draw_axis(false, &p->h_in, &p->h_out, &p->k_h, &p->stride_h, &p->dilation_h, &p->pad_top);
        draw_axis(false, &p->w_in, &p->w_out, &p->k_w, &p->stride_w, &p->dilation_w, &p->pad_left);
        *in = p->h_in * p->w_in;
        *out = p->h_out * p->w_out;
    } else {
        const bool three = job.kind == DEPTHWISE;
        draw_axis(three, &g->h_in, &g->h_out, &g->k_h, &g->stride_h, &g->dilation_h, &g->pad_top);
        draw_axis(three, &g->w_in, &g->w_out, &g->k_w, &g->stride_w, &g->dilation_w, &g->pad_left);
        g->c_in = *c_in;
        g->c_out = *c_out;
        g->groups = job.kind == GENERAL ? 1 : *c_in;
        *in = g->h_in * g->w_in;
        *out = g->h_out * g->w_out;
        *taps = *c_in / g->groups * g->k_h * g->k_w;
    }
    return *c_in * *in <= MOST && *c_out * *out <= MOST && *c_out * *taps <= MOST;
}

/* The weights of the tuned kernel; `window` taps to an input channel. */
static void lay_out(int32_t c_out, int32_t taps, int32_t window)
{
    memset(w, 0, sizeof w);
    for (int32_t i = 0; i < c_out * taps; i++) {
        const int32_t tap = i % taps;
        const int32_t channel = i / taps;
        if (job.kind == DEPTHWISE) {
            w[i / 3 * 4 + i % 3] = weights[i];
        } else if (job.kind == TAPS) {
            const rp_conv_geometry g = rp_xpulp_tap_geometry(&job.conv);
            const int32_t words = (g.k_w + 3) / 4 * g.k_h;
            const int32_t at = (tap % g.k_w / 4 * g.k_h + tap / g.k_w) * 16 + tap % g.k_w % 4;
            if (channel / 4 < c_out / 4) {
                w[channel / 4 * words * 16 + at + channel % 4 * 4] = weights[i];
            }
            if (c_out % 4 != 0 && channel >= c_out - 4) {
                w[c_out / 4 * words * 16 + at + (channel - (c_out - 4)) * 4] = weights[i];
            }
        } else {
            w[channel * ((taps + 3) / 4 * 4) + tap % window * (taps / window) + tap / window] = weights[i];
        }
    }
}

static void draw_stages(int32_t c_out, int32_t taps)
{
    job.o = (rp_s8_output){below(256), below(2) == 0 ? 0 : below(256), 0, 255}; /* kernels may treat a zero point of 0 apart */
    if (below(3) == 0) {
        job.o.low = below(100);
        job.o.high = 150 + below(100);
    }
    for (int32_t c = 0; c < CHANNELS; c++) {
        requant[c] = (rp_requant){((0x800000 + below(0x800000)) | 1) << 7, (int8_t)(below(4) == 0), (int8_t)(3 + below(12))};
        bias[c] = below(40000) - 20000;
    }
    for (int32_t c = 0; c < c_out; c++) {
        int32_t sum = 0;
        int32_t bound = 20000;
        for (int32_t i = 0; i < taps; i++) {
            sum += weights[c * taps + i];
            bound += 255 * (weights[c * taps + i] < 0 ? -weights[c * taps + i] : weights[c * taps + i]);
        }
        float scale = (float)requant[c].m / 4294967296.0f;
        for (int32_t i = requant[c].l; i < requant[c].r; i++) {
            scale *= 0.5f;
        }
        q[c] = (rp_xpulp_channel){bias[c] - job.o.zp_in * sum, scale * (float)bound < 32000.0f && below(8) > 0 ? scale : 0.0f, requant[c]};
    }
}

static uint32_t tried(uint32_t number)
{
    int32_t c_in, in, c_out, out, taps;
    job.kind = (int32_t)(number % KINDS);
    while (!draw(&c_in, &in, &c_out, &out, &taps)) {
    }
    for (int32_t i = 0; i < MOST; i++) {
        x[i] = (uint8_t)below(256);
        other[i] = (uint8_t)below(256);
        weights[i] = (int8_t)(below(255) - 127);
    }
    for (int32_t i = 0; i < c_in * in; i++) {
        planes[i % c_in * in + i / c_in] = x[i];
    }
    for (int32_t i = 0; i < 16; i++) {
        job.counts[i] = i + 1;
    }
    job.sum = (rp_add_u8_parameters){below(256), below(256), below(256), below(1 << 20), below(1 << 21) - (1 << 20), 8 + below(15), 0, 255};
    const bool conv = job.kind == GENERAL || job.kind == DEPTHWISE || job.kind == TAPS;
    draw_stages(job.kind < MAXIMUM ? c_out : 0, taps);
    lay_out(job.kind < MAXIMUM ? c_out : 0, taps, conv ? job.conv.k_h * job.conv.k_w : 1);
    memset(y, 0xa5, sizeof y);
    portable();
    rp_fork(tuned, NULL);
    for (int32_t i = 0; i < c_out * out; i++) {
        const bool same = job.kind == LINEAR || job.kind == SUM;
        if (y[i] != expected[same ? i : i % c_out * out + i / c_out]) {
            return 1;
        }
    }
    return 0;
}

int main(void)
{
    uint8_t byte;
    rp_board_init();
    while (rp_board_wait() && rp_board_read(&byte, 1) == 0) {
    }
    uint32_t different = 0;
    for (uint32_t i = 0; i < CASES; i++) {
        different += tried(i);
    }
    uint8_t answer[2] = {(uint8_t)different, CASES};
    rp_board_write(answer, sizeof answer);
    while (rp_board_wait()) {
        (void)rp_board_read(&byte, 1);
    }
    return 0;
}
