#include "rp_replay.h"

#include <stddef.h>

#include "rp_model.h"

uint8_t *rp_replay_slot(uint32_t slot)
{
    uint8_t *slots = rp_slots; /* NULL where there are none, and nobody asks */
    return slots + (size_t)slot * RP_SLOT_BYTES;
}

void rp_replay_clear(rp_replay *replay, uint32_t slots)
{
    *replay = (rp_replay){.slots = slots};
    for (int32_t c = 0; c < RP_CLASSES; c++) {
        rp_class_seen[c] = 0;
    }
}

void rp_replay_resize(rp_replay *replay, uint32_t slots)
{
    if (slots != replay->slots) {
        replay->slots = slots;
        replay->cursor = slots > 0 ? replay->used % slots : 0;
    }
}

void rp_replay_assign(rp_replay *replay, uint32_t slot, uint32_t sample)
{
    rp_slot_order[slot] = (uint16_t)sample;
    rp_slot_labels[slot] = rp_event_labels[sample];
    if (slot >= replay->used) {
        replay->used = slot + 1;
    }
}
