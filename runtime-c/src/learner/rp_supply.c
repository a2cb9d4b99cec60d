#include "rp_learner.h"

rp_status rp_supply(uint16_t index)
{
    rp_learner *s = &rp_the_learner;
    if (!s->waiting) {
        return RP_WRONG_STATE;
    }
    if (index != s->awaited) {
        return RP_BAD_ARGUMENT;
    }
    s->logits_valid = false;
    s->waiting = false;
    const uint8_t *packed = rp_latent_make();
    if (s->state == RP_COMMITTING) {
        rp_commit_take(packed);
    } else {
        rp_minibatch_take(packed);
    }
    return RP_OK;
}
