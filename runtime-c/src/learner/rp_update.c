/* The update of the trained tensors by their gradients (docs/numerics.md, N5.1, N5.2). Those in L3 stream through L2 in pieces. */
#include "rp_far.h"
#include "rp_learner.h"
#include "rp_passes.h"

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

enum { UPDATE_SETS = 2, UPDATE_ARRAYS = 3, UPDATE_FLOATS = RP_FETCH_BYTES / (UPDATE_SETS * UPDATE_ARRAYS * 4) };

/* Where a piece of an array is updated: where it lies or, from L3, in its place in a set of rp_fetched. */
static float *update_place(float *array, int32_t first, uint32_t set, uint32_t number)
{
    if (array == NULL || !rp_l3_holds(array)) {
        return array == NULL ? NULL : array + first;
    }
    return (float *)(void *)rp_fetched + (set * UPDATE_ARRAYS + number) * UPDATE_FLOATS;
}

static void update_copy(bool to_l2, float *array, float *place, int32_t first, int32_t count)
{
    if (array != NULL && rp_l3_holds(array)) {
        const rp_l3_block block = {.l2 = place, .bytes = (uint32_t)count * (uint32_t)sizeof(float), .rows = 1};
        if (to_l2) {
            rp_l3_read(&block, array + first);
        } else {
            rp_l3_write(&block, array + first);
        }
    }
}

static int32_t update_count(const rp_tensor *t, int32_t first)
{
    return t->count - first < UPDATE_FLOATS ? t->count - first : UPDATE_FLOATS;
}

static rp_l3 update_read(const update_rule *u, const rp_tensor *t, int32_t first, uint32_t set)
{
    float *const arrays[UPDATE_ARRAYS] = {t->gradient, u->has_momentum ? t->momentum : NULL, t->weight};
    const rp_l3 group = rp_l3_begin();
    for (uint32_t i = 0; i < UPDATE_ARRAYS; i++) {
        update_copy(true, arrays[i], update_place(arrays[i], first, set, i), first, update_count(t, first));
    }
    return group;
}

/* Two sets of pieces: one is updated while the other goes and comes. The bus keeps the order, so that what comes does not overwrite what still has to go. */
static void update_far(const update_rule *u, const rp_tensor *t)
{
    rp_l3 written = rp_l3_begin();
    rp_l3 read = update_read(u, t, 0, 0);
    uint32_t set = 0;
    for (int32_t first = 0; first < t->count; first += UPDATE_FLOATS, set ^= 1U) {
        const int32_t count = update_count(t, first);
        const rp_l3 here = read;
        if (first + UPDATE_FLOATS < t->count) {
            read = update_read(u, t, first + UPDATE_FLOATS, set ^ 1U);
        }
        rp_l3_end(here);
        float *momentum = u->has_momentum ? update_place(t->momentum, first, set, 1) : NULL;
        float *weight = update_place(t->weight, first, set, 2);
        update_part(u, count, update_place(t->gradient, first, set, 0), momentum, weight);
        rp_l3_end(written);
        written = rp_l3_begin();
        update_copy(false, u->has_momentum ? t->momentum : NULL, momentum, first, count);
        update_copy(false, t->weight, weight, first, count);
    }
    rp_l3_end(written);
}

static bool update_is_far(const rp_tensor *t)
{
    return rp_l3_holds(t->weight) || rp_l3_holds(t->gradient) || (t->momentum != NULL && rp_l3_holds(t->momentum));
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
