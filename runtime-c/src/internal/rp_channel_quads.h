/* Four neighbouring channels of a channels-last tensor as one word. The last four overlap those before where the count is no multiple of four; a tensor of
 * fewer channels is read byte by byte, so that nothing outside is. */
#ifndef RP_CHANNEL_QUADS_H
#define RP_CHANNEL_QUADS_H

#include "internal/rp_dsp.h"

typedef struct {
    int32_t first;
    int32_t lanes; /* 1..4 */
} rp_channel_quad;

static inline rp_channel_quad rp_channel_quad_at(int32_t c, int32_t channels)
{
    const rp_channel_quad quad = {channels < 4 || c + 4 <= channels ? c : channels - 4, channels < 4 ? channels : 4};
    return quad;
}

static inline uint32_t rp_load_quad(const uint8_t *from, rp_channel_quad quad)
{
    if (quad.lanes == 4) {
        return rp_load_word(from);
    }
    uint32_t word = 0;
    for (int32_t i = 0; i < quad.lanes; i++) {
        word |= (uint32_t)from[i] << (8 * i);
    }
    return word;
}

static inline void rp_store_quad(uint8_t *to, rp_channel_quad quad, uint32_t word)
{
    if (quad.lanes == 4) {
        rp_store_word(to, word);
        return;
    }
    for (int32_t i = 0; i < quad.lanes; i++) {
        to[i] = (uint8_t)(word >> (8 * i));
    }
}

#endif
