#include "rp_policy.h"

/* Reservoir sampling (Vitter's algorithm R): the memory is a uniform sample of everything seen. */
void rp_policy_reservoir(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples)
{
    (void)event;
    for (uint32_t j = 0; j < samples; j++) {
        replay->seen++;
        uint32_t slot = replay->used;
        if (slot == replay->slots) {
            slot = rp_random_bounded(random, replay->seen);
        }
        if (slot < replay->slots) {
            rp_replay_assign(replay, slot, j);
        }
    }
}
