/* One minibatch: gather, forward, loss, backward by micro-batches, then one update (docs/numerics.md, N9.3, N9.4, N5). */
#include "rp_learner.h"
#include "rp_passes.h"
#include "rp_profile.h"

/* Labels of the micro-batch being gathered. */
static uint16_t batch_labels[RP_MICRO_BATCH];

static uint32_t minimum(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static void start_epoch(rp_learner *s)
{
    rp_random_permutation(&s->random, rp_event_order, s->event.samples);
    if (s->event.b > 0) {
        rp_random_permutation(&s->random, rp_slot_order, s->replay.used);
    }
    s->event.cursor = 0;
    s->event.replay_cursor = 0;
}

static void open_minibatch(rp_learner *s)
{
    if (s->event.step % s->event.steps_per_epoch == 0) {
        start_epoch(s);
    }
    uint32_t fresh = minimum(s->event.a, s->event.samples - s->event.cursor);
    s->minibatch = (rp_minibatch_state){.open = true, .fresh = fresh, .size = fresh + s->event.b};
    for (int32_t i = 0; i < RP_TENSORS; i++) {
        rp_pass_clear(rp_tensors[i].gradient, rp_tensors[i].count);
    }
}

static void gathered(rp_learner *s, uint16_t label)
{
    batch_labels[s->minibatch.gathered] = label;
    s->minibatch.gathered++;
}

/* Brings the next sample of the minibatch into the micro-batch, or says which one is needed. */
static bool gather_next(rp_learner *s)
{
    uint32_t position = s->minibatch.done + s->minibatch.gathered;
    if (position >= s->minibatch.fresh) {
        uint32_t replayed = s->event.replay_cursor + position - s->minibatch.fresh;
        uint32_t slot = rp_slot_order[replayed % s->replay.used];
        rp_latent_place(rp_replay_slot(slot), s->minibatch.gathered);
        gathered(s, rp_slot_labels[slot]);
        return true;
    }
    uint16_t index = rp_event_order[s->event.cursor + position];
    if (!rp_event_keeps(index)) {
        s->waiting = true;
        s->awaited = index;
        return false;
    }
    rp_latent_place(rp_event_latent(index), s->minibatch.gathered);
    gathered(s, rp_event_labels[index]);
    return true;
}

void rp_minibatch_take(const uint8_t *packed)
{
    rp_learner *s = &rp_the_learner;
    rp_latent_place(packed, s->minibatch.gathered);
    gathered(s, rp_event_labels[s->awaited]);
}

/* Forward, loss and backward of the gathered samples. */
static void run_micro_batch(rp_learner *s)
{
    static float losses[RP_MICRO_BATCH];
    int32_t n = (int32_t)s->minibatch.gathered;
    rp_model_forward(n);
    rp_model_loss(n, batch_labels, 1.0f / (float)s->minibatch.size, losses);
    rp_model_backward(n);
    for (int32_t i = 0; i < n; i++) {
        s->minibatch.loss = s->minibatch.loss + losses[i];
    }
    s->minibatch.done += s->minibatch.gathered;
    s->minibatch.gathered = 0;
    if (s->progress != NULL) {
        s->progress(s->minibatch.done, s->minibatch.size);
    }
}

static void close_minibatch(rp_learner *s, rp_train_info *info)
{
    float rate = rp_learning_rate(&s->config, s->event.step, s->event.steps);
    RP_PROFILED(RP_PROFILE_UPDATE, rp_update(&s->config, rate));
    s->event.cursor += s->minibatch.fresh;
    if (s->event.b > 0) {
        s->event.replay_cursor = (s->event.replay_cursor + s->event.b) % s->replay.used;
    }
    s->event.step++;
    *info = (rp_train_info){
        .result = RP_MINIBATCH_DONE,
        .step = s->event.step,
        .steps = s->event.steps,
        .loss = s->minibatch.loss * (1.0f / (float)s->minibatch.size),
        .learning_rate = rate,
    };
    s->minibatch.open = false;
    if (s->event.step == s->event.steps) {
        s->state = RP_TRAINED_STATE;
    }
}

rp_status rp_train_step(rp_train_info *info)
{
    rp_learner *s = &rp_the_learner;
    if (s->state == RP_TRAINED_STATE) {
        *info = (rp_train_info){.result = RP_TRAINED};
        return RP_OK;
    }
    if (s->state != RP_EVENT || s->event.added < s->event.samples) {
        return RP_WRONG_STATE;
    }
    s->logits_valid = false;
    if (!s->minibatch.open) {
        open_minibatch(s);
    }
    while (s->minibatch.done < s->minibatch.size) {
        uint32_t goal = minimum(RP_MICRO_BATCH, s->minibatch.size - s->minibatch.done);
        while (s->minibatch.gathered < goal) {
            if (s->waiting || !gather_next(s)) {
                *info = (rp_train_info){.result = RP_NEEDS_SAMPLE, .sample = s->awaited};
                return RP_OK;
            }
        }
        run_micro_batch(s);
    }
    close_minibatch(s, info);
    return RP_OK;
}
