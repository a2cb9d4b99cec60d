/* Pointwise convolution in integers, channels-last, for Xpulp; docs/numerics.md N6.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_code_matmul.h"
#include "internal/rp_xpulp_copy.h"

/* Pixels that are laid out anew at a time where their channels do not fill words. */
enum { PIXELS = 4 };

void rp_conv_pw_s8_xpulp(rp_share share, const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const rp_xpulp_channel *q,
                         uint8_t *scratch, uint8_t *y)
{
    const int32_t pixels = g->h_in * g->w_in;
    const int32_t depth = (g->c_in + 3) / 4 * 4;
    if (depth == g->c_in) {
        rp_xpulp_code_matmul(share, o, g->c_out, pixels, depth, w, x, q, y, g->c_out);
        return;
    }
    const rp_share alone = {0, 1};
    const rp_span own = rp_share_of(share, pixels);
    uint8_t *rows = scratch + share.core * PIXELS * depth; /* the bytes beyond c_in meet weights of 0 */
    for (int32_t pixel = own.first; pixel < own.end; pixel += PIXELS) {
        const int32_t count = own.end - pixel < PIXELS ? own.end - pixel : PIXELS;
        for (int32_t i = 0; i < count; i++) {
            rp_xpulp_copy(rows + i * depth, x + (pixel + i) * g->c_in, g->c_in);
        }
        rp_xpulp_code_matmul(alone, o, g->c_out, count, depth, w, rows, q, y + pixel * g->c_out, g->c_out);
    }
}
