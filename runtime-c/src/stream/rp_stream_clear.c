/* Zeros: the DMA copies them from L1. */
#include "rp_stream.h"

#include "rp_dma.h"

#include <string.h>

enum { STREAM_ZEROS = 2048 }; /* bytes: a copy that takes several times as long as to ask for it */

void rp_stream_clear(void *l2, uint32_t bytes, uint8_t *arena, uint32_t arena_bytes)
{
    uint32_t zeros = STREAM_ZEROS;
    if (arena_bytes < zeros) {
        zeros = arena_bytes;
    }
    if (bytes < zeros) {
        zeros = bytes;
    }
    uint8_t *to = l2;
    memset(arena, 0, zeros);
    while (bytes > 0) {
        const uint32_t part = bytes < zeros ? bytes : zeros;
        const rp_dma_block block = {arena, part, 1, part};
        const rp_dma group = rp_dma_begin();
        rp_dma_store(&block, to);
        rp_dma_end(group);
        to += part;
        bytes -= part;
    }
}
