/* rp_l3.h over the tiny model's slots and event latents: bytes are kept there with all bits turned over, so that an access by anything but a copy changes what the learner computes. */
#include "rp_l3.h"

#include "rp_model.h"
#include "rp_test_check.h"

static uint32_t open_groups;

static bool within(const uint8_t *at, const uint8_t *array, uint32_t bytes)
{
    return at >= array && at < array + bytes;
}

bool rp_l3_holds(const void *at)
{
    return within(at, tiny_slots, sizeof tiny_slots) || within(at, tiny_event_store, sizeof tiny_event_store);
}

rp_l3 rp_l3_begin(void)
{
    open_groups++;
    CHECK(open_groups <= 8);
    return (rp_l3){open_groups};
}

static void copy(uint8_t *to, const uint8_t *from, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes; i++) {
        to[i] = (uint8_t)~from[i];
    }
}

static void check(const rp_l3_block *block, const uint8_t *l3)
{
    CHECK(block->rows == 1 && block->bytes > 0);
    CHECK(rp_l3_holds(l3) && rp_l3_holds(l3 + block->bytes - 1));
    CHECK(!rp_l3_holds(block->l2));
}

void rp_l3_read(const rp_l3_block *block, const void *l3)
{
    check(block, l3);
    copy(block->l2, l3, block->bytes);
}

void rp_l3_write(const rp_l3_block *block, void *l3)
{
    check(block, l3);
    copy(l3, block->l2, block->bytes);
}

void rp_l3_end(rp_l3 group)
{
    CHECK(group.id == open_groups);
    open_groups--;
}
