#include "rp_save_format.h"

#include "rp_far.h"

const uint8_t rp_model_hash[8] = RP_MODEL_HASH;

typedef struct {
    rp_save_use use;
    rp_save_visitor visit;
    void *context;
} save_visit;

static bool visit_part(const save_visit *v, void *part, uint32_t bytes)
{
    uint32_t most = v->use == RP_SAVE_COUNTS ? UINT32_MAX : rp_far_most(part);
    bool more = true;
    for (uint32_t done = 0; more && done < bytes;) {
        uint8_t *at = (uint8_t *)part + done;
        uint32_t count = bytes - done < most ? bytes - done : most;
        void *view = v->use == RP_SAVE_COUNTS ? at : (void *)rp_far_view(at, count);
        more = v->visit(v->context, view, count);
        if (v->use == RP_SAVE_WRITES && view != at) {
            rp_far_copy(at, view, count);
        }
        done += count;
    }
    return more;
}

static bool tensor_parts(bool momentum, const save_visit *v)
{
    bool more = true;
    for (int32_t i = 0; more && i < RP_TENSORS; i++) {
        const rp_tensor *t = &rp_tensors[i];
        more = visit_part(v, momentum ? t->momentum : t->weight, (uint32_t)t->count * (uint32_t)sizeof(float));
    }
    return more;
}

bool rp_save_parts(uint32_t used, rp_save_use use, rp_save_visitor visit, void *context)
{
    save_visit v = {.use = use, .visit = visit, .context = context};
    bool more = visit_part(&v, rp_class_seen, RP_CLASSES * (uint32_t)sizeof(uint32_t));
    if (used > 0) {
        more = more && visit_part(&v, rp_slot_labels, used * (uint32_t)sizeof(uint16_t));
        more = more && visit_part(&v, rp_replay_slot(0), used * (uint32_t)RP_SLOT_BYTES);
    }
    more = more && tensor_parts(false, &v);
#if RP_MOMENTUM
    more = more && tensor_parts(true, &v);
#endif
    return more;
}

static bool add_size(void *context, void *part, uint32_t bytes)
{
    (void)part;
    *(uint32_t *)context += bytes;
    return true;
}

uint32_t rp_save_size(uint32_t used)
{
    uint32_t bytes = RP_SAVE_HEAD + RP_SAVE_CRC;
    (void)rp_save_parts(used, RP_SAVE_COUNTS, add_size, &bytes);
    return bytes;
}

uint32_t rp_save_bytes(void)
{
    return rp_save_size(rp_the_learner.replay.used);
}

uint32_t rp_save_bytes_max(void)
{
    return rp_save_size(RP_SLOTS);
}
