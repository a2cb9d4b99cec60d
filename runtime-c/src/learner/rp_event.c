/* Collecting the new samples of an event, and how they are divided into minibatches (docs/numerics.md, N9.2, N9.3). */
#include "rp_far.h"
#include "rp_learner.h"

static uint32_t clamp(uint64_t x, uint32_t low, uint32_t high)
{
    return x < low ? low : (x > high ? high : (uint32_t)x);
}

/* N9.2 */
static void compose(const rp_config *config, uint32_t used, rp_event_state *event)
{
    uint32_t replay = config->replay_samples;
    if (config->new_samples > 0) {
        event->a = config->new_samples;
        event->b = used > 0 ? replay : 0;
        return;
    }
    uint32_t most = used > 0 && replay > 1 ? replay - 1 : replay;
    uint64_t all = (uint64_t)event->samples + used;
    event->a = clamp((2ULL * replay * event->samples + all) / (2 * all), 1, most);
    event->b = used > 0 ? replay - event->a : 0;
}

rp_status rp_event_begin(uint16_t samples)
{
    rp_learner *s = &rp_the_learner;
    if (s->state != RP_IDLE) {
        return RP_WRONG_STATE;
    }
    uint32_t n = samples;
    if (n == 0 || n > RP_EVENT_MAX) {
        return RP_BAD_ARGUMENT;
    }
    s->event = (rp_event_state){.samples = n};
    compose(&s->config, s->replay.used, &s->event);
    s->event.steps_per_epoch = (n + s->event.a - 1) / s->event.a;
    s->event.steps = s->config.epochs * s->event.steps_per_epoch;
    s->minibatch = (rp_minibatch_state){0};
    s->state = RP_EVENT;
    return RP_OK;
}

bool rp_event_keeps(uint32_t index)
{
    return (int32_t)index < RP_EVENT_LATENTS;
}

uint8_t *rp_event_latent(uint32_t index)
{
    uint8_t *store = rp_event_store; /* NULL where there is none, and nobody asks */
    return store + (size_t)index * RP_SLOT_BYTES;
}

static rp_status check_next(uint16_t index, uint16_t label)
{
    const rp_learner *s = &rp_the_learner;
    if (s->state != RP_EVENT || s->event.added == s->event.samples) {
        return RP_WRONG_STATE;
    }
    return index == s->event.added && label < RP_CLASSES ? RP_OK : RP_BAD_ARGUMENT;
}

rp_status rp_event_add(uint16_t index, uint16_t label)
{
    rp_learner *s = &rp_the_learner;
    rp_status status = check_next(index, label);
    if (status != RP_OK) {
        return status;
    }
    s->logits_valid = false;
    const uint8_t *packed = rp_latent_make();
    if (rp_event_keeps(index)) {
        rp_far_copy(rp_event_latent(index), packed, RP_SLOT_BYTES);
    }
    rp_event_labels[s->event.added++] = label;
    return RP_OK;
}

rp_status rp_event_announce(uint16_t index, uint16_t label)
{
    rp_status status = check_next(index, label);
    if (status == RP_OK && rp_event_keeps(index)) {
        status = RP_INCOMPLETE_SAMPLE;
    }
    if (status == RP_OK) {
        rp_event_labels[rp_the_learner.event.added++] = label;
    }
    return status;
}
