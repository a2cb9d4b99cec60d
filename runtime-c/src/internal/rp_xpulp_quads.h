/* Four neighbouring channels of a channels-last tensor, for Xpulp. The last four overlap those before where the count is no multiple of four; a tensor of fewer channels
 * is read byte by byte, so that nothing outside is. */
#ifndef RP_XPULP_QUADS_H
#define RP_XPULP_QUADS_H

#include "internal/rp_xpulp_bytes.h"

/* lanes: 1 to 4. */
typedef struct {
    int32_t first, lanes;
} rp_xpulp_quad;

static inline rp_xpulp_quad rp_xpulp_quad_at(int32_t c, int32_t channels)
{
    const rp_xpulp_quad quad = {channels < 4 || c + 4 <= channels ? c : channels - 4, channels < 4 ? channels : 4};
    return quad;
}

static inline uint32_t rp_xpulp_load_quad(const uint8_t *from, int32_t lanes)
{
    if (lanes == 4) {
        return rp_xpulp_load(from);
    }
    uint32_t word = 0;
    for (int32_t i = 0; i < lanes; i++) {
        word |= (uint32_t)from[i] << (8 * i);
    }
    return word;
}

static inline void rp_xpulp_store_quad(uint8_t *to, int32_t lanes, uint32_t word)
{
    if (lanes == 4) {
        rp_xpulp_store(to, word);
        return;
    }
    for (int32_t i = 0; i < lanes; i++) {
        to[i] = (uint8_t)(word >> (8 * i));
    }
}

#endif
