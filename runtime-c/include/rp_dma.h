/* Copies between L1 and L2 that go on while the cores compute.
 *
 * RP_DMA is 1 where the target has such an engine, which its board support then drives; everywhere else a copy is done when it was started, by the core. One core at a
 * time uses this. L1 and L2 addresses and sizes need no alignment; words are fastest. */
#ifndef RP_DMA_H
#define RP_DMA_H

#include <stdint.h>
#include <string.h>

#ifndef RP_DMA
#define RP_DMA 0
#endif

/* Copies under way, to be waited for together. */
typedef struct {
    uint32_t id;
} rp_dma;

/* `rows` rows of `bytes` bytes, one after the other in L1, `stride` bytes (at least `bytes`) apart in L2; less than 128 KiB together. With one row stride is not looked at. */
typedef struct {
    void *l1;
    uint32_t bytes;
    uint32_t rows;
    uint32_t stride;
} rp_dma_block;

#if RP_DMA

/* Begins a group of copies, of which at most 16 are open at once. */
rp_dma rp_dma_begin(void);

/* Add a copy to the group that was begun last: from L2 to L1, from L1 to L2. */
void rp_dma_load(const rp_dma_block *block, const void *l2);
void rp_dma_store(const rp_dma_block *block, void *l2);

/* Waits until all copies of the group are done, and ends it. */
void rp_dma_end(rp_dma group);

#else

static inline rp_dma rp_dma_begin(void)
{
    return (rp_dma){0};
}

static inline void rp_dma_load(const rp_dma_block *block, const void *l2)
{
    for (uint32_t row = 0; row < block->rows; row++) {
        memcpy((uint8_t *)block->l1 + row * block->bytes, (const uint8_t *)l2 + row * block->stride, block->bytes);
    }
}

static inline void rp_dma_store(const rp_dma_block *block, void *l2)
{
    for (uint32_t row = 0; row < block->rows; row++) {
        memcpy((uint8_t *)l2 + row * block->stride, (const uint8_t *)block->l1 + row * block->bytes, block->bytes);
    }
}

static inline void rp_dma_end(rp_dma group)
{
    (void)group;
}

#endif

#endif
