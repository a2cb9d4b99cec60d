#include "rp_policy.h"

/* Class-balancing reservoir sampling (Chrysakis and Moens, 2020): a full memory gives up samples of its largest class. */

/* Samples in memory per class; lives only while an event is committed. */
static uint16_t counts[RP_CLASSES];

static void count_labels(const rp_replay *replay)
{
    for (int32_t c = 0; c < RP_CLASSES; c++) {
        counts[c] = 0;
    }
    for (uint32_t slot = 0; slot < replay->used; slot++) {
        counts[rp_slot_labels[slot]]++;
    }
}

/* The lowest class of those with the largest count. */
static uint16_t largest_class(void)
{
    uint16_t largest = 0;
    for (uint16_t c = 1; c < RP_CLASSES; c++) {
        if (counts[c] > counts[largest]) {
            largest = c;
        }
    }
    return largest;
}

/* The slot of the `rank`-th sample of a class, in slot order; there are more than `rank`. */
static uint32_t slot_of(uint16_t label, uint32_t rank)
{
    uint32_t slot = 0;
    while (rp_slot_labels[slot] != label || rank-- > 0) {
        slot++;
    }
    return slot;
}

static void replace(rp_replay *replay, uint32_t slot, uint32_t sample)
{
    counts[rp_slot_labels[slot]]--;
    counts[rp_event_labels[sample]]++;
    rp_replay_assign(replay, slot, sample);
}

void rp_policy_class_balanced(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples)
{
    (void)event;
    count_labels(replay);
    for (uint32_t j = 0; j < samples; j++) {
        uint16_t label = rp_event_labels[j];
        rp_class_seen[label]++;
        if (replay->used < replay->slots) {
            counts[label]++;
            rp_replay_assign(replay, replay->used, j);
            continue;
        }
        uint16_t largest = largest_class();
        if (counts[label] < counts[largest]) {
            replace(replay, slot_of(largest, rp_random_bounded(random, counts[largest])), j);
        } else {
            uint32_t rank = rp_random_bounded(random, rp_class_seen[label]);
            if (rank < counts[label]) {
                replace(replay, slot_of(label, rank), j);
            }
        }
    }
}
