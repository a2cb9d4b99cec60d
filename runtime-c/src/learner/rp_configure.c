#include <stddef.h>

#include "rp_learner.h"

static bool finite(float x)
{
    return x - x == 0.0f;
}

rp_status rp_config_check(const rp_config *c, uint32_t used)
{
    uint32_t minibatch = (uint32_t)c->new_samples + c->replay_samples;
    bool numbers = finite(c->learning_rate) && finite(c->momentum) && finite(c->weight_decay) && finite(c->gamma)
        && finite(c->min_learning_rate);
    bool codes = (uint32_t)c->schedule <= RP_SCHEDULE_COSINE && (uint32_t)c->policy <= RP_POLICY_FIFO;
    bool counts = c->epochs > 0 && c->step_size > 0 && minibatch > 0 && minibatch <= UINT16_MAX;
    uint32_t slots = c->slots;
    if (!numbers || !codes || !counts || slots > RP_SLOTS || slots < used) {
        return RP_BAD_ARGUMENT;
    }
    /* Either sign of zero is "none". */
    bool none = c->momentum >= 0.0f && c->momentum <= 0.0f;
    return none || RP_MOMENTUM ? RP_OK : RP_NOT_BUILT_IN;
}

rp_status rp_configure(const rp_config *config)
{
    rp_learner *s = &rp_the_learner;
    if (s->state != RP_IDLE) {
        return RP_WRONG_STATE;
    }
    rp_status status = rp_config_check(config, s->replay.used);
    if (status == RP_OK) {
        s->config = *config;
        rp_replay_resize(&s->replay, config->slots);
    }
    return status;
}

void rp_configuration(rp_config *config)
{
    *config = rp_the_learner.config;
}
