/* What the assembly of strips (rp_strip.h) computes, in C, where it is not compiled for a Cortex-M. */
#ifndef RP_STRIP_TWIN_H
#define RP_STRIP_TWIN_H

#include "internal/rp_strip.h"

#ifndef RP_VFP_ASM
/* Over rows first..end-1 of the taps. */
static inline float rp_strip_sum(const rp_strip *s, int32_t first, int32_t end, const float *x, const float *w, float sum)
{
    const int32_t size = (int32_t)sizeof(float);
    const int32_t w_row = s->w_rest + s->columns * s->w_tap;
    for (int32_t tap = first * s->columns; tap < end * s->columns; tap++) {
        const int32_t row = tap / s->columns;
        const int32_t column = tap % s->columns;
        sum = rp_mac(sum, x[(row * s->x_row + column * s->x_tap) / size], w[(row * w_row + column * s->w_tap) / size]);
    }
    return sum;
}

static inline void rp_strip_twin(const rp_strip *s)
{
    const int32_t size = (int32_t)sizeof(float);
    int32_t x = 0;
    int32_t y = 0;
    for (int32_t channel = 0; channel < s->channels; channel++) {
        const float *w = s->w + channel * (s->w_channel / size);
        const float start = s->start[channel * (s->start_channel / size)];
        for (int32_t line = 0; line < s->lines; line++) {
            for (int32_t block = 0; block < s->blocks; block++) {
                for (int i = 0; i < 4; i++) {
                    const int32_t x_at = x + (i == 0 ? 0 : s->x_next[i - 1]);
                    const int32_t y_at = y + (i == 0 ? 0 : s->y_next[i - 1]);
                    const int32_t first = i == 0 && s->blocks - block == s->lacks_first ? 1 : 0;
                    const int32_t end = i == 3 && s->blocks - block == s->lacks_last ? s->rows - 1 : s->rows;
                    s->y[y_at / size] = rp_strip_sum(s, first, end, s->x + x_at / size, w, start);
                }
                x += s->x_block;
                y += s->y_block;
            }
            x += s->x_line;
            y += s->y_line;
        }
        x += s->x_channel;
        y += s->y_channel;
    }
}
#endif

#endif
