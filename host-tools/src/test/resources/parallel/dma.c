/* Tries rp_dma.h on a target: after one byte over the link it answers with the number of mistakes in CASES random copies (bytes), and with CASES. */
#include "rp_board.h"
#include "rp_dma.h"

#define CASES 150
#define FAR 8192
#define NEAR 2048

#if RP_DMA
__attribute__((section(".rp_l1")))
#endif
static uint8_t near[2][NEAR];
static uint8_t far[FAR];
static uint8_t before[FAR];
static uint32_t state = 1;

static uint32_t below(uint32_t n)
{
    state = state * 1664525U + 1013904223U;
    return (state >> 8) % n;
}

/* A block that fits from the place returned on. */
static uint32_t draw(rp_dma_block *block)
{
    block->rows = 1 + below(20);
    block->bytes = 1 + below(NEAR / block->rows);
    block->stride = block->bytes + below(200);
    uint32_t span = (block->rows - 1) * block->stride + block->bytes;
    if (span > FAR) {
        block->rows = 1;
        span = block->bytes;
    }
    return below(FAR - span + 1);
}

/* The byte of `far` that byte `at` of the block's rows is. */
static uint32_t place(const rp_dma_block *block, uint32_t at)
{
    return at / block->bytes * block->stride + at % block->bytes;
}

/* Two loads in one group, then a store of one of them elsewhere. */
static uint32_t tried(void)
{
    rp_dma_block blocks[2];
    uint32_t from[2];
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < FAR; i++) {
        far[i] = (uint8_t)below(256);
    }
    rp_dma group = rp_dma_begin();
    for (uint32_t i = 0; i < 2; i++) {
        from[i] = draw(&blocks[i]);
        blocks[i].l1 = near[i];
        rp_dma_load(&blocks[i], far + from[i]);
    }
    rp_dma_end(group);
    for (uint32_t i = 0; i < 2; i++) {
        for (uint32_t at = 0; at < blocks[i].rows * blocks[i].bytes; at++) {
            wrong += near[i][at] != far[from[i] + place(&blocks[i], at)];
        }
    }
    memcpy(before, far, FAR);
    uint32_t to = below(FAR - ((blocks[0].rows - 1) * blocks[0].stride + blocks[0].bytes) + 1);
    group = rp_dma_begin();
    rp_dma_store(&blocks[0], far + to);
    rp_dma_end(group);
    for (uint32_t at = 0; at < blocks[0].rows * blocks[0].bytes; at++) {
        before[to + place(&blocks[0], at)] = near[0][at];
    }
    return wrong + (memcmp(before, far, FAR) != 0);
}

int main(void)
{
    uint8_t byte;
    rp_board_init();
    while (rp_board_wait() && rp_board_read(&byte, 1) == 0) {
    }
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < CASES; i++) {
        wrong += tried();
    }
    uint8_t answer[2] = {(uint8_t)(wrong < 255 ? wrong : 255), CASES};
    rp_board_write(answer, sizeof answer);
    while (rp_board_wait()) {
        (void)rp_board_read(&byte, 1);
    }
    return 0;
}
