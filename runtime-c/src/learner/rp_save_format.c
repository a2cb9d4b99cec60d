#include "rp_save_format.h"

const uint8_t rp_model_hash[8] = RP_MODEL_HASH;

static bool tensor_parts(bool momentum, rp_save_visitor visit, void *context)
{
    bool more = true;
    for (int32_t i = 0; more && i < RP_TENSORS; i++) {
        const rp_tensor *t = &rp_tensors[i];
        more = visit(context, momentum ? t->momentum : t->weight, (uint32_t)t->count * (uint32_t)sizeof(float));
    }
    return more;
}

bool rp_save_parts(uint32_t used, rp_save_visitor visit, void *context)
{
    bool more = visit(context, rp_class_seen, RP_CLASSES * (uint32_t)sizeof(uint32_t));
    if (used > 0) {
        more = more && visit(context, rp_slot_labels, used * (uint32_t)sizeof(uint16_t));
        more = more && visit(context, rp_replay_slot(0), used * (uint32_t)RP_SLOT_BYTES);
    }
    more = more && tensor_parts(false, visit, context);
#if RP_MOMENTUM
    more = more && tensor_parts(true, visit, context);
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
    (void)rp_save_parts(used, add_size, &bytes);
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
