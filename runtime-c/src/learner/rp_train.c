/* Whole training and whole commit, with the samples that are needed fetched from the caller. */
#include <stddef.h>

#include "rp_learner.h"

static rp_status fetch(const rp_callbacks *callbacks, uint16_t index)
{
    if (callbacks == NULL || callbacks->sample == NULL || !callbacks->sample(callbacks->context, index, rp_input())) {
        return RP_INCOMPLETE_SAMPLE;
    }
    return rp_supply(index);
}

rp_status rp_train(const rp_callbacks *callbacks)
{
    for (;;) {
        rp_train_info info;
        rp_status status = rp_train_step(&info);
        if (status == RP_OK && info.result == RP_NEEDS_SAMPLE) {
            status = fetch(callbacks, info.sample);
        } else if (status == RP_OK && info.result == RP_MINIBATCH_DONE && callbacks != NULL && callbacks->minibatch != NULL) {
            callbacks->minibatch(callbacks->context, &info);
        }
        if (status != RP_OK || info.result == RP_TRAINED) {
            return status;
        }
    }
}

rp_status rp_event_end(const rp_callbacks *callbacks, rp_commit_info *info)
{
    for (;;) {
        rp_status status = rp_event_end_step(info);
        if (status == RP_OK && info->result == RP_COMMIT_NEEDS_SAMPLE) {
            status = fetch(callbacks, info->sample);
        }
        if (status != RP_OK || info->result == RP_COMMITTED) {
            return status;
        }
    }
}
