/* Which slots of the replay memory the new samples of an event go to (docs/numerics.md, N9.5). One file per policy. */
#ifndef RP_POLICY_H
#define RP_POLICY_H

#include "learner/rp_learner.h"

/* Calls rp_replay_assign for every slot to be written, in the order of N9.5. On entry no slot is assigned and replay.slots > 0.
 * `event` counts from 1; `samples` = n. */
typedef void (*rp_policy_fn)(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples);

void rp_policy_random(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples);
void rp_policy_reservoir(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples);
void rp_policy_class_balanced(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples);
void rp_policy_fifo(rp_replay *replay, rp_random *random, uint32_t event, uint32_t samples);

/* By rp_policy code. */
extern const rp_policy_fn rp_policies[4];

#endif
