#include "rp_policy.h"

/* Random replacement: h samples, so that in the long run every event keeps an equal share of the memory (Pellegrini et al., 2020). */
void rp_policy_random(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples)
{
    uint32_t share = replay->slots / (event + 1);
    uint32_t unused = replay->slots - replay->used;
    uint32_t count = share > unused ? share : unused;
    if (count > samples) {
        count = samples;
    }
    rp_random_permutation(random, rp_event_order, samples);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t slot = replay->used;
        if (slot == replay->slots) {
            do {
                slot = rp_random_bounded(random, replay->slots);
            } while (rp_slot_order[slot] != RP_UNASSIGNED);
        }
        rp_replay_assign(replay, slot, rp_event_order[k]);
    }
}
