/* The update of the trained tensors by their gradients (docs/numerics.md, N5.1, N5.2). Those in L3 stream through L2 in pieces. */
#include "rp_far.h"
#include "rp_learner.h"
#include "rp_passes.h"
#include "rp_stream_far.h"

typedef struct {
    float rate, decay, momentum;
    bool has_momentum, nesterov;
} update_rule;

static void update_part(const update_rule *u, int32_t count, const float *gradient, float *momentum, float *weight)
{
    if (!u->has_momentum) {
        rp_pass_sgd(count, u->rate, u->decay, gradient, weight);
    } else if (u->nesterov) {
        rp_pass_nesterov(count, u->rate, u->decay, u->momentum, gradient, momentum, weight);
    } else {
        rp_pass_momentum(count, u->rate, u->decay, u->momentum, gradient, momentum, weight);
    }
}

#if RP_L3 && RP_FETCH_BYTES > 0

static bool update_is_far(const rp_tensor *t)
{
    return rp_l3_holds(t->weight) || rp_l3_holds(t->gradient) || (t->momentum != NULL && rp_l3_holds(t->momentum));
}

static void update_piece(const void *rule, int32_t count, float *const *array)
{
    update_part(rule, count, array[0], array[1], array[2]);
}

static void update_far(const update_rule *u, const rp_tensor *t)
{
    const rp_stream_far stream = {update_piece, u, t->count, {t->gradient, u->has_momentum ? t->momentum : NULL, t->weight}, {false, true, true}};
    rp_stream_far_run(&stream, (float *)(void *)rp_fetched, RP_FETCH_BYTES);
}

#else

static bool update_is_far(const rp_tensor *t)
{
    (void)t;
    return false;
}

static void update_far(const update_rule *u, const rp_tensor *t)
{
    (void)u;
    (void)t;
}

#endif

void rp_update(const rp_config *config, float rate)
{
    /* rp_config_check lets no NaN through, so this is momentum != 0. */
    const bool momentum = config->momentum < 0.0f || config->momentum > 0.0f;
    const update_rule u = {rate, config->weight_decay, config->momentum, momentum, config->nesterov};
    for (int32_t i = 0; i < RP_TENSORS; i++) {
        const rp_tensor *t = &rp_tensors[i];
        if (update_is_far(t)) {
            update_far(&u, t);
        } else {
            update_part(&u, t->count, t->gradient, t->momentum, t->weight);
        }
    }
}
