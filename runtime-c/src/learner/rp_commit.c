/* The end of an event: its policy chooses slots, then their latents are written (docs/numerics.md, N9.5). */
#include "rp_far.h"
#include "rp_learner.h"
#include "policy/rp_policy.h"

static void begin_commit(rp_learner *s)
{
    for (uint32_t slot = 0; slot < s->replay.slots; slot++) {
        rp_slot_order[slot] = RP_UNASSIGNED;
    }
    if (s->replay.slots > 0) {
        rp_policies[s->config.policy](&s->replay, &s->random, s->events + 1, s->event.samples);
    }
    s->commit = (rp_commit_state){0};
    s->state = RP_COMMITTING;
}

void rp_commit_take(const uint8_t *packed)
{
    rp_learner *s = &rp_the_learner;
    rp_far_copy(rp_replay_slot(s->commit.slot), packed, RP_SLOT_BYTES);
    s->commit.slot++;
    s->commit.replaced++;
}

rp_status rp_event_end_step(rp_commit_info *info)
{
    rp_learner *s = &rp_the_learner;
    if (s->state == RP_TRAINED_STATE) {
        begin_commit(s);
    } else if (s->state != RP_COMMITTING) {
        return RP_WRONG_STATE;
    }
    s->logits_valid = false;
    while (s->commit.slot < s->replay.slots) {
        uint16_t sample = rp_slot_order[s->commit.slot];
        if (sample == RP_UNASSIGNED) {
            s->commit.slot++;
        } else if (rp_event_keeps(sample)) {
            rp_commit_take(rp_event_latent(sample));
        } else {
            s->waiting = true;
            s->awaited = sample;
            *info = (rp_commit_info){.result = RP_COMMIT_NEEDS_SAMPLE, .sample = sample};
            return RP_OK;
        }
    }
    s->events++;
    s->state = RP_IDLE;
    *info = (rp_commit_info){
        .result = RP_COMMITTED,
        .replaced = (uint16_t)s->commit.replaced,
        .used = (uint16_t)s->replay.used,
        .events = s->events,
    };
    return RP_OK;
}
