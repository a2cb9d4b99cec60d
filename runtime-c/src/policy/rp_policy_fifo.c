#include "rp_policy.h"

/* First in, first out: the memory holds the latest samples. */
void rp_policy_fifo(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples)
{
    (void)random;
    (void)event;
    for (uint32_t j = 0; j < samples; j++) {
        rp_replay_assign(replay, replay->cursor, j);
        replay->cursor = (replay->cursor + 1) % replay->slots;
    }
}
