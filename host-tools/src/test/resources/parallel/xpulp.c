/* Tries the float kernels for Xpulp, by their own instructions and on the whole team, against the portable ones on one core: after one byte over the link it answers
 * with the number of tensors that differ, and with that of the cases. */
#include "rp_board.h"
#include "rp_kernels_f32.h"
#include "rp_kernels_xpulp.h"
#include "rp_parallel.h"

#include <string.h>

#define CASES 200
#define MOST 2400 /* values of a tensor */

__attribute__((section(".rp_l1"))) static float x[MOST], dy[MOST], y[MOST], w[MOST], dw[MOST], b[64], db[64];
static float expected[MOST], expected_db[64];
static uint32_t state = 1;

static struct {
    rp_conv_geometry conv;
    rp_linear_geometry linear;
    int32_t kind; /* of KINDS: pointwise, general, depthwise, linear */
    int32_t n;
    const float *bias;
    int32_t direction; /* forward, gradient of the input, of the weights */
    const float *dy, *w; /* of an input gradient */
} job;

#define KINDS 4

static int32_t below(int32_t n)
{
    state = state * 1664525U + 1013904223U;
    return (int32_t)((state >> 8) % (uint32_t)n);
}

static void fill(float *values, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        values[i] = (float)(below(2001) - 1000) / 512.0f;
    }
}

static void tuned(void *unused)
{
    (void)unused;
    rp_share s = rp_team_share();
    const rp_conv_geometry *g = &job.conv;
    switch (job.kind * 3 + job.direction) {
    case 0: rp_conv_pw_f32_fw_xpulp(s, g, job.n, x, w, job.bias, y); break;
    case 1: rp_conv_pw_f32_bw_input_xpulp(s, g, job.n, job.dy, job.w, y); break;
    case 2: rp_conv_pw_f32_bw_weight_xpulp(s, g, job.n, x, dy, dw, job.bias == NULL ? NULL : db); break;
    case 3: rp_conv_f32_fw_xpulp(s, g, job.n, x, w, job.bias, y); break;
    case 4: rp_conv_f32_bw_input_xpulp(s, g, job.n, job.dy, job.w, y); break;
    case 5: rp_conv_f32_bw_weight_xpulp(s, g, job.n, x, dy, dw, job.bias == NULL ? NULL : db); break;
    case 6: rp_conv_dw_f32_fw_xpulp(s, g, job.n, x, w, job.bias, y); break;
    case 7: rp_conv_dw_f32_bw_input_xpulp(s, g, job.n, job.dy, job.w, y); break;
    case 8: rp_conv_dw_f32_bw_weight_xpulp(s, g, job.n, x, dy, dw, job.bias == NULL ? NULL : db); break;
    case 9: rp_linear_f32_fw_xpulp(s, &job.linear, job.n, x, w, job.bias, y); break;
    case 10: rp_linear_f32_bw_input_xpulp(s, &job.linear, job.n, job.dy, job.w, y); break;
    default: rp_linear_f32_bw_weight_xpulp(s, &job.linear, job.n, x, dy, dw, job.bias == NULL ? NULL : db); break;
    }
}

static void share_out(int32_t first, int32_t count)
{
    const rp_conv_geometry *g = &job.conv;
    const bool linear = job.kind == 3;
    job.conv.c_out = count;
    job.linear.m = count;
    job.conv.begun = first;
    job.linear.begun = first;
    job.dy = dy + first * (linear ? 1 : g->h_out * g->w_out);
    job.w = w + first * (linear ? job.linear.k : g->c_in * g->k_h * g->k_w);
    rp_fork(tuned, NULL);
}

/* Input gradients of one sample in two parts, the second of which goes on with the sums of the first; everything else at once. */
static void by_the_team(void)
{
    const rp_conv_geometry conv = job.conv;
    const rp_linear_geometry linear = job.linear;
    const int32_t channels = job.kind == 3 ? linear.m : conv.c_out;
    job.dy = dy;
    job.w = w;
    if (job.direction == 1 && job.kind != 2 && job.n == 1 && channels > 1) {
        share_out(0, channels / 2);
        share_out(channels / 2, channels - channels / 2);
        job.conv = conv;
        job.linear = linear;
    } else {
        rp_fork(tuned, NULL);
    }
}

static void portable(float *result)
{
    const rp_conv_geometry *g = &job.conv;
    switch (job.kind * 3 + job.direction) {
    case 0: rp_conv_pw_f32_fw(g, job.n, x, w, job.bias, result); break;
    case 1: rp_conv_pw_f32_bw_input(g, job.n, dy, w, result); break;
    case 2: rp_conv_pw_f32_bw_weight(g, job.n, x, dy, result, job.bias == NULL ? NULL : expected_db); break;
    case 3: rp_conv_f32_fw(g, job.n, x, w, job.bias, result); break;
    case 4: rp_conv_f32_bw_input(g, job.n, dy, w, result); break;
    case 5: rp_conv_f32_bw_weight(g, job.n, x, dy, result, job.bias == NULL ? NULL : expected_db); break;
    case 6: rp_conv_dw_f32_fw(g, job.n, x, w, job.bias, result); break;
    case 7: rp_conv_dw_f32_bw_input(g, job.n, dy, w, result); break;
    case 8: rp_conv_dw_f32_bw_weight(g, job.n, x, dy, result, job.bias == NULL ? NULL : expected_db); break;
    case 9: rp_linear_f32_fw(&job.linear, job.n, x, w, job.bias, result); break;
    case 10: rp_linear_f32_bw_input(&job.linear, job.n, dy, w, result); break;
    default: rp_linear_f32_bw_weight(&job.linear, job.n, x, dy, result, job.bias == NULL ? NULL : expected_db); break;
    }
}

/* Sizes of the next case: elements of input, output and weights; 0 where it is too large. */
static bool draw(int32_t *in, int32_t *out, int32_t *weights)
{
    rp_conv_geometry *g = &job.conv;
    bool pointwise = job.kind == 0;
    memset(g, 0, sizeof *g);
    g->c_in = 1 + below(below(2) == 0 ? 6 : 24);
    g->c_out = job.kind == 2 ? g->c_in : 1 + below(below(2) == 0 ? 6 : 24);
    g->groups = job.kind == 2 ? g->c_in : 1;
    g->k_h = pointwise ? 1 : 1 + below(4);
    g->k_w = pointwise ? 1 : 1 + below(4);
    g->stride_h = pointwise ? 1 : 1 + below(2);
    g->stride_w = pointwise ? 1 : 1 + below(2);
    g->dilation_h = 1;
    g->dilation_w = 1;
    g->pad_top = pointwise ? 0 : below(g->k_h);
    g->pad_left = pointwise ? 0 : below(g->k_w);
    if (job.kind == 2 && below(2) == 0) { /* what has blocks of its own */
        g->k_h = g->k_w = 3;
        g->stride_h = g->stride_w = 1 + below(2);
        g->pad_top = g->pad_left = below(2);
    }
    g->h_out = 1 + below(7);
    g->w_out = 1 + below(9);
    int32_t h = (g->h_out - 1) * g->stride_h + g->k_h - g->pad_top;
    int32_t width = (g->w_out - 1) * g->stride_w + g->k_w - g->pad_left;
    g->h_in = h < 1 ? 1 : h;
    g->w_in = width < 1 ? 1 : width;
    job.linear = (rp_linear_geometry){.rows = 1, .k = 1 + below(70), .m = 1 + below(20)};
    bool linear = job.kind == 3;
    *in = job.n * (linear ? job.linear.k : g->c_in * g->h_in * g->w_in);
    *out = job.n * (linear ? job.linear.m : g->c_out * g->h_out * g->w_out);
    *weights = linear ? job.linear.k * job.linear.m : g->c_out * (g->c_in / g->groups) * g->k_h * g->k_w;
    return *in <= MOST && *out <= MOST && *weights <= MOST;
}

static uint32_t tried(uint32_t number)
{
    int32_t in;
    int32_t out;
    int32_t weights;
    job.kind = (int32_t)(number % KINDS);
    job.n = 1 + below(3);
    while (!draw(&in, &out, &weights)) {
    }
    int32_t channels = job.kind == 3 ? job.linear.m : job.conv.c_out;
    job.bias = below(3) == 0 ? NULL : b;
    fill(x, in);
    fill(dy, out);
    fill(w, weights);
    fill(b, channels);
    uint32_t different = 0;
    for (job.direction = 0; job.direction < 3; job.direction++) {
        int32_t count = job.direction == 0 ? out : job.direction == 1 ? in : weights;
        float *result = job.direction == 2 ? dw : y;
        fill(result, count);
        fill(db, channels);
        memcpy(expected, result, (size_t)count * sizeof(float));
        memcpy(expected_db, db, (size_t)channels * sizeof(float));
        portable(expected);
        by_the_team();
        different += memcmp(result, expected, (size_t)count * sizeof(float)) != 0;
        different += memcmp(db, expected_db, (size_t)channels * sizeof(float)) != 0;
    }
    return different;
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
    uint8_t answer[2] = {(uint8_t)(different < 255 ? different : 255), CASES};
    rp_board_write(answer, sizeof answer);
    while (rp_board_wait()) {
        (void)rp_board_read(&byte, 1);
    }
    return 0;
}
