#include "rp_far.h"
#include "rp_learner.h"

rp_status rp_fill(uint16_t label)
{
    rp_learner *s = &rp_the_learner;
    rp_replay *replay = &s->replay;
    if (s->state != RP_IDLE || s->events != 0) {
        return RP_WRONG_STATE;
    }
    if (label >= RP_CLASSES) {
        return RP_BAD_ARGUMENT;
    }
    if (replay->used >= replay->slots) {
        return RP_MEMORY_FULL;
    }
    s->logits_valid = false;
    rp_far_copy(rp_replay_slot(replay->used), rp_latent_make(), RP_SLOT_BYTES);
    rp_slot_labels[replay->used] = label;
    replay->used++;
    replay->seen++;
    rp_class_seen[label]++;
    replay->cursor = replay->used % replay->slots;
    return RP_OK;
}
