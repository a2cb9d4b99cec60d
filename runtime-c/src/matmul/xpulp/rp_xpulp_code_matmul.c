/* Integer matrix products for Xpulp, shared out over cores by blocks of four channels and four pixels; pixels that are left go one by one. Where the channels
 * are no multiple of four the last four overlap those before: both give the same codes. */
#include "internal/rp_xpulp_code_matmul.h"

#include "internal/rp_xpulp_codes.h"

/* The product of one core. */
typedef struct {
    const rp_s8_output *o;
    rp_xpulp_stage stage;
    rp_xpulp_codes block;
    int32_t channels;
    const int8_t *w;
    const uint8_t *x;
    const rp_xpulp_channel *q;
    uint8_t *y;
} code_product;

/* The first of channels 4*quad to 4*quad + 3, or of the last four. */
static inline int32_t first_channel(const code_product *c, int32_t quad)
{
    return 4 * quad + 4 <= c->channels ? 4 * quad : c->channels - 4;
}

/* Four channels of a pixel. */
static void codes_4x1(const code_product *c, int32_t channel, int32_t pixel)
{
    const rp_xpulp_channel *q = c->q + channel;
    const int32_t depth = c->block.depth;
    uint8_t *y = c->y + pixel * c->block.y_pixel + channel;
    int32_t sums[4] = {q[0].bias, q[1].bias, q[2].bias, q[3].bias};
    rp_xpulp_sums_4x1(c->block.quads, depth, c->w + channel * depth, c->x + pixel * depth, sums);
    for (int32_t i = 0; i < 4; i++) {
        y[i] = rp_xpulp_code(sums[i], q + i, c->o, &c->stage);
    }
}

/* Blocks number first .. end-1 of four channels and four pixels, those of the same channels one after another. */
static void blocks(code_product *c, rp_span own, int32_t across)
{
    rp_xpulp_codes *p = &c->block;
    int32_t quad = own.first == own.end ? 0 : own.first / across;
    int32_t pixel = 4 * (own.first - quad * across);
    for (int32_t left = own.end - own.first; left > 0;) {
        const int32_t channel = first_channel(c, quad);
        const int32_t count = left < across - pixel / 4 ? left : across - pixel / 4;
        if (rp_xpulp_four_scaled(c->q + channel)) {
            p->w = c->w + channel * p->depth;
            p->x = c->x + pixel * p->depth;
            p->q = c->q + channel;
            p->y = c->y + pixel * p->y_pixel + channel;
            for (int32_t i = 0; i < count; i++) {
                rp_xpulp_codes_4x4(p);
                p->x += 4 * p->depth;
                p->y += 4 * p->y_pixel;
            }
        } else {
            for (int32_t i = pixel; i < pixel + 4 * count; i++) {
                codes_4x1(c, channel, i);
            }
        }
        left -= count;
        quad++;
        pixel = 0;
    }
}

/* Channels, fewer than four, one by one. */
static void codes_singly(const code_product *c, int32_t pixels)
{
    const int32_t depth = c->block.depth;
    for (int32_t pixel = 0; pixel < pixels; pixel++) {
        for (int32_t channel = 0; channel < c->channels; channel++) {
            int32_t sum = c->q[channel].bias;
            for (int32_t k = 0; k < depth; k += 4) {
                sum = rp_xpulp_dot_codes(sum, rp_xpulp_word(c->x + pixel * depth + k), rp_xpulp_word(c->w + channel * depth + k));
            }
            c->y[pixel * c->block.y_pixel + channel] = rp_xpulp_code(sum, c->q + channel, c->o, &c->stage);
        }
    }
}

void rp_xpulp_code_matmul(rp_share share, const rp_s8_output *o, int32_t channels, int32_t pixels, int32_t depth, const int8_t *w, const uint8_t *x,
                          const rp_xpulp_channel *q, uint8_t *y, int32_t y_pixel)
{
    code_product c = {o, rp_xpulp_stage_of(o), rp_xpulp_codes_of(o, depth, y_pixel), channels, w, x, q, y};
    if (channels < 4) {
        const rp_span own = rp_share_of(share, pixels);
        c.x += own.first * depth;
        c.y += own.first * y_pixel;
        codes_singly(&c, own.end - own.first);
        return;
    }
    const int32_t quads = (channels + 3) / 4;
    const int32_t across = pixels / 4;
    blocks(&c, rp_share_of(share, quads * across), across);
    /* the cores that have a block less begin */
    const rp_share reversed = {share.cores - 1 - share.core, share.cores};
    const rp_span rest = rp_share_of(reversed, quads * (pixels - 4 * across));
    for (int32_t i = rest.first; i < rest.end; i++) {
        codes_4x1(&c, first_channel(&c, i % quads), 4 * across + i / quads);
    }
}
