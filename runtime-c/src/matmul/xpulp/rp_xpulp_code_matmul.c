/* Integer matrix products for Xpulp, shared out over cores by blocks of four channels and four pixels. */
#include "internal/rp_xpulp_code_matmul.h"

#include "internal/rp_xpulp_codes.h"

#include <stdbool.h>

/* The product of one core. */
typedef struct {
    const rp_s8_output *o;
    int32_t depth;
    const int8_t *w;
    const uint8_t *x;
    int32_t x_pixel;
    const rp_dsp_channel *q;
    uint8_t *y;
    int32_t y_pixel;
    bool clamps; /* codes are held to less than 0..255 */
} code_product;

static uint8_t held(const rp_s8_output *o, uint8_t code)
{
    if (code < o->low) {
        return (uint8_t)o->low;
    }
    return code > o->high ? (uint8_t)o->high : code;
}

/* Channels first .. end-1 of pixels pixel .. last-1, one by one. */
static void codes_singly(const code_product *c, int32_t first, int32_t end, int32_t pixel, int32_t last)
{
    for (; pixel < last; pixel++) {
        for (int32_t channel = first; channel < end; channel++) {
            const uint8_t *x = c->x + pixel * c->x_pixel;
            const int8_t *w = c->w + channel * c->depth;
            int32_t sum = c->q[channel].bias;
            for (int32_t k = 0; k < c->depth; k += 4) {
                sum = rp_xpulp_dot_4(sum, x + k, w + k);
            }
            c->y[pixel * c->y_pixel + channel] = held(c->o, rp_dsp_code(sum, &c->q[channel]));
        }
    }
}

/* Four channels, all plain, of pixels pixel .. last-1. */
static void codes_of_four(const code_product *c, int32_t channel, int32_t pixel, int32_t last)
{
    rp_xpulp_codes p = {c->w + channel * c->depth,
                        c->depth,
                        4 - 3 * c->depth,
                        c->x + pixel * c->x_pixel,
                        c->x_pixel,
                        4 - 3 * c->x_pixel,
                        c->depth / 4 - 1,
                        c->q + channel,
                        c->y + pixel * c->y_pixel + channel,
                        c->y_pixel,
                        1 - 3 * c->y_pixel};
    int32_t at = pixel;
    for (; at + 4 <= last; at += 4) {
        rp_xpulp_codes_4x4(&p);
        p.x += 4 * c->x_pixel;
        p.y += 4 * c->y_pixel;
    }
    if (c->clamps) {
        for (int32_t i = pixel; i < at; i++) {
            for (int32_t e = channel; e < channel + 4; e++) {
                c->y[i * c->y_pixel + e] = held(c->o, c->y[i * c->y_pixel + e]);
            }
        }
    }
    codes_singly(c, channel, channel + 4, at, last);
}

static bool all_plain(const rp_dsp_channel *q)
{
    return q[0].plain && q[1].plain && q[2].plain && q[3].plain;
}

void rp_xpulp_code_matmul(rp_share share, const rp_s8_output *o, int32_t channels, int32_t pixels, int32_t depth, const int8_t *w, const uint8_t *x,
                          int32_t x_pixel, const rp_dsp_channel *q, uint8_t *y, int32_t y_pixel)
{
    const code_product c = {o, depth, w, x, x_pixel, q, y, y_pixel, o->low > 0 || o->high < 255};
    const int32_t across = (pixels + 3) / 4;
    const rp_span own = rp_share_of(share, (channels + 3) / 4 * across);
    if (own.first == own.end) {
        return;
    }
    int32_t number = own.first;
    int32_t channel = across == 1 ? 4 * number : number / across * 4;
    int32_t pixel = across == 1 ? 0 : 4 * number - channel * across;
    while (number < own.end) {
        const int32_t blocks = own.end - number < across - pixel / 4 ? own.end - number : across - pixel / 4;
        const int32_t last = pixel + 4 * blocks < pixels ? pixel + 4 * blocks : pixels;
        if (channel + 4 <= channels && all_plain(q + channel)) {
            codes_of_four(&c, channel, pixel, last);
        } else {
            codes_singly(&c, channel, channel + 4 < channels ? channel + 4 : channels, pixel, last);
        }
        number += blocks;
        channel += 4;
        pixel = 0;
    }
}
