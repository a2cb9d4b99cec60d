/* Copies between L2 and L3 that go on while the cores compute. L3 is memory outside the chip that no core reaches: only these copies do.
 *
 * RP_L3 is 1 where the target has such a memory, which its board support then drives. Everywhere else there is none, all memory is memory like any other, and a copy is done when it
 * was started, by the core. One core at a time uses this. Addresses and sizes need no alignment. */
#ifndef RP_L3_H
#define RP_L3_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifndef RP_L3
#define RP_L3 0
#endif

/* Copies under way, to be waited for together. */
typedef struct {
    uint32_t id;
} rp_l3;

/* `rows` rows of `bytes` bytes, one after the other in L2, `stride` bytes (at least `bytes`) apart in L3; less than 2 GiB together. With one row stride is not looked at. Each row is
 * a burst of its own on the bus, whose set-up takes as long as some 30 bytes. */
typedef struct {
    void *l2;
    uint32_t bytes;
    uint32_t rows;
    uint32_t stride;
} rp_l3_block;

#if RP_L3

/* Whether an address lies in L3. */
bool rp_l3_holds(const void *at);

/* Begins a group of copies, of which at most 8 are open at once, with at most 8 copies under way in each. */
rp_l3 rp_l3_begin(void);

/* Add a copy to the group that was begun last: from L3 to L2, from L2 to L3. Copies are done in the order in which they were added, those of other groups included. */
void rp_l3_read(const rp_l3_block *block, const void *l3);
void rp_l3_write(const rp_l3_block *block, void *l3);

/* Waits until all copies of the group are done, and ends it. */
void rp_l3_end(rp_l3 group);

#else

static inline bool rp_l3_holds(const void *at)
{
    (void)at;
    return false;
}

static inline rp_l3 rp_l3_begin(void)
{
    return (rp_l3){0};
}

static inline void rp_l3_read(const rp_l3_block *block, const void *l3)
{
    for (uint32_t row = 0; row < block->rows; row++) {
        memcpy((uint8_t *)block->l2 + row * block->bytes, (const uint8_t *)l3 + row * block->stride, block->bytes);
    }
}

static inline void rp_l3_write(const rp_l3_block *block, void *l3)
{
    for (uint32_t row = 0; row < block->rows; row++) {
        memcpy((uint8_t *)l3 + row * block->stride, (const uint8_t *)block->l2 + row * block->bytes, block->bytes);
    }
}

static inline void rp_l3_end(rp_l3 group)
{
    (void)group;
}

#endif

/* Copies `bytes` bytes from L3, and waits for them. */
static inline void rp_l3_fetch(void *l2, const void *l3, uint32_t bytes)
{
    const rp_l3_block block = {.l2 = l2, .bytes = bytes, .rows = 1};
    const rp_l3 group = rp_l3_begin();
    rp_l3_read(&block, l3);
    rp_l3_end(group);
}

#endif
