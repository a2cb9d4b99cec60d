/* rp_dma.h by the cluster's DMA (mchan). A group is one of its 16 identifiers; the words of a copy are written one after the other to the queue. */
#include "rp_dma.h"

#include <stdbool.h>

#include "pulp.h"

#define TO_L1 (1U << 17)
#define INCREMENT (1U << 18)
#define STRIDED (1U << 19)

rp_dma rp_dma_begin(void)
{
    return (rp_dma){*DMA_QUEUE};
}

static void copy(uint32_t direction, const rp_dma_block *block, uint32_t l2)
{
    bool strided = block->rows > 1;
    if (block->rows == 0 || block->bytes == 0) {
        return;
    }
    *DMA_QUEUE = block->rows * block->bytes | direction | INCREMENT | (strided ? STRIDED : 0U);
    *DMA_QUEUE = (uint32_t)block->l1;
    *DMA_QUEUE = l2;
    if (strided) {
        *DMA_QUEUE = block->bytes;
        *DMA_QUEUE = block->stride;
    }
}

void rp_dma_load(const rp_dma_block *block, const void *l2)
{
    copy(TO_L1, block, (uint32_t)l2);
}

void rp_dma_store(const rp_dma_block *block, void *l2)
{
    copy(0, block, (uint32_t)l2);
}

void rp_dma_end(rp_dma group)
{
    while ((*DMA_STATUS >> group.id & 1U) != 0) {
    }
    *DMA_STATUS = 1U << group.id;
}
