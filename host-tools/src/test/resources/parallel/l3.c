/* Tries rp_l3.h on a target: after one byte over the link it answers with the number of mistakes in CASES random copies (bytes), with CASES, and with how many of them had several rows. */
#include "rp_board.h"
#include "rp_l3.h"

#define CASES 120
#define FAR 8192
#define NEAR 2048

/* No core reads or writes it where RP_L3 is 1. */
#if RP_L3
__attribute__((section(".rp_l3")))
#endif
static uint8_t far[FAR];
static uint8_t mirror[FAR]; /* what `far` should hold */
static uint8_t back[FAR];
static uint8_t near[2][NEAR];
static uint32_t state = 1;
static uint32_t strided;

static uint32_t below(uint32_t n)
{
    state = state * 1664525U + 1013904223U;
    return (state >> 8) % n;
}

/* A block that fits from the place returned on; a third of them are of one row. */
static uint32_t draw(rp_l3_block *block, uint8_t *l2)
{
    block->l2 = l2;
    block->rows = below(3) == 0 ? 1 : 1 + below(20);
    block->bytes = 1 + below(NEAR / block->rows);
    block->stride = block->bytes + below(200);
    uint32_t span = (block->rows - 1) * block->stride + block->bytes;
    if (span > FAR) {
        block->rows = 1;
        span = block->bytes;
    }
    strided += block->rows > 1;
    return below(FAR - span + 1);
}

/* The byte of `far` that byte `at` of the block's rows is. */
static uint32_t place(const rp_l3_block *block, uint32_t at)
{
    return at / block->bytes * block->stride + at % block->bytes;
}

static void whole(uint8_t *l2, bool read)
{
    const rp_l3_block all = {.l2 = l2, .bytes = FAR, .rows = 1};
    const rp_l3 group = rp_l3_begin();
    if (read) {
        rp_l3_read(&all, far);
    } else {
        rp_l3_write(&all, far);
    }
    rp_l3_end(group);
}

/* Reads in two groups that are open at once, then a write of one of them elsewhere. */
static uint32_t tried(void)
{
    rp_l3_block blocks[2];
    rp_l3 groups[2];
    uint32_t from[2];
    uint32_t wrong = 0;
    for (uint32_t i = 0; i < FAR; i++) {
        mirror[i] = (uint8_t)below(256);
    }
    whole(mirror, false);
    for (uint32_t i = 0; i < 2; i++) {
        from[i] = draw(&blocks[i], near[i]);
        groups[i] = rp_l3_begin();
        rp_l3_read(&blocks[i], far + from[i]);
    }
    for (uint32_t i = 0; i < 2; i++) {
        rp_l3_end(groups[i]);
        for (uint32_t at = 0; at < blocks[i].rows * blocks[i].bytes; at++) {
            wrong += near[i][at] != mirror[from[i] + place(&blocks[i], at)];
        }
    }
    const uint32_t to = below(FAR - ((blocks[0].rows - 1) * blocks[0].stride + blocks[0].bytes) + 1);
    groups[0] = rp_l3_begin();
    rp_l3_write(&blocks[0], far + to);
    rp_l3_end(groups[0]);
    for (uint32_t at = 0; at < blocks[0].rows * blocks[0].bytes; at++) {
        mirror[to + place(&blocks[0], at)] = near[0][at];
    }
    whole(back, true);
    return wrong + (memcmp(mirror, back, FAR) != 0);
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
    const uint8_t answer[3] = {(uint8_t)(wrong < 255 ? wrong : 255), CASES, (uint8_t)(strided < 255 ? strided : 255)};
    rp_board_write(answer, sizeof answer);
    while (rp_board_wait()) {
        (void)rp_board_read(&byte, 1);
    }
    return 0;
}
