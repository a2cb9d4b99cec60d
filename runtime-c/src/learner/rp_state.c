/* The learner's one instance, its start and its reset. */
#include <string.h>

#include "rp_far.h"
#include "rp_learner.h"

/* Of the learner's generator (N8.1). */
#define RP_STREAM 54U

rp_learner rp_the_learner;

void rp_init(void)
{
    rp_the_learner.config = (rp_config){
        .seed = RP_DEFAULT_SEED,
        .epochs = RP_DEFAULT_EPOCHS,
        .new_samples = RP_DEFAULT_NEW,
        .replay_samples = RP_DEFAULT_REPLAY,
        .learning_rate = RP_DEFAULT_LEARNING_RATE,
        .momentum = RP_DEFAULT_MOMENTUM,
        .nesterov = RP_DEFAULT_NESTEROV,
        .weight_decay = RP_DEFAULT_WEIGHT_DECAY,
        .schedule = RP_DEFAULT_SCHEDULE,
        .gamma = RP_DEFAULT_GAMMA,
        .step_size = RP_DEFAULT_STEP_SIZE,
        .min_learning_rate = RP_DEFAULT_MIN_LEARNING_RATE,
        .policy = RP_DEFAULT_POLICY,
        .slots = RP_SLOTS,
    };
    rp_the_learner.progress = NULL;
    rp_reset();
}

void rp_reset(void)
{
    rp_learner *s = &rp_the_learner;
    for (int32_t i = 0; i < RP_TENSORS; i++) {
        const rp_tensor *t = &rp_tensors[i];
        uint32_t bytes = (uint32_t)t->count * (uint32_t)sizeof(float);
        rp_far_copy(t->weight, t->initial, bytes);
        rp_far_zero(t->gradient, bytes);
        if (t->momentum != NULL) {
            rp_far_zero(t->momentum, bytes);
        }
    }
    memset(rp_staging, 0, RP_SLOT_BYTES);
    rp_replay_clear(&s->replay, s->config.slots);
    rp_random_seed(&s->random, s->config.seed, RP_STREAM);
    s->event = (rp_event_state){0};
    s->minibatch = (rp_minibatch_state){0};
    s->commit = (rp_commit_state){0};
    s->events = 0;
    s->waiting = false;
    s->logits_valid = false;
    s->state = RP_IDLE;
}

void rp_info(rp_learner_info *info)
{
    const rp_learner *s = &rp_the_learner;
    *info = (rp_learner_info){
        .state = s->state,
        .events = s->events,
        .used = (uint16_t)s->replay.used,
        .added = (uint16_t)s->event.added,
        .in_minibatch = s->minibatch.open,
    };
}

void rp_on_progress(void (*progress)(uint32_t done, uint32_t of))
{
    rp_the_learner.progress = progress;
}

uint8_t *rp_input(void)
{
    /* The logits may lie where the sample goes. */
    rp_the_learner.logits_valid = false;
    return rp_model_input();
}
