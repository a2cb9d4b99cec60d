/* Access to the learner's memory, for verification (docs/numerics.md, N10). */
#include <string.h>

#include "rp_crc32.h"
#include "rp_far.h"
#include "rp_learner.h"

static rp_status trained_tensor(rp_tensor_kind kind, uint16_t index, const void **data, uint32_t *bytes)
{
    if ((int32_t)index >= RP_TENSORS) {
        return RP_BAD_ARGUMENT;
    }
    const rp_tensor *t = &rp_tensors[index];
    *data = kind == RP_WEIGHT ? t->weight : kind == RP_GRADIENT ? t->gradient : t->momentum;
    *bytes = (uint32_t)t->count * (uint32_t)sizeof(float);
    return *data != NULL ? RP_OK : RP_BAD_ARGUMENT;
}

rp_status rp_tensor_at(rp_tensor_kind kind, uint16_t index, const void **data, uint32_t *bytes)
{
    const rp_learner *s = &rp_the_learner;
    if (kind <= RP_MOMENTUM_STATE) {
        return trained_tensor(kind, index, data, bytes);
    }
    if (index >= (kind == RP_SLOT ? s->replay.used : 1U)) {
        return RP_BAD_ARGUMENT;
    }
    switch (kind) {
    case RP_SLOT:
        *data = rp_replay_slot(index);
        *bytes = RP_SLOT_BYTES;
        return RP_OK;
    case RP_LAST_LATENT:
        *data = rp_staging;
        *bytes = RP_SLOT_BYTES;
        return RP_OK;
    case RP_LOGITS:
        *data = rp_model_logits();
        *bytes = RP_CLASSES * (uint32_t)sizeof(float);
        return s->logits_valid ? RP_OK : RP_WRONG_STATE;
    case RP_SLOT_LABELS:
        *data = rp_slot_labels;
        *bytes = s->replay.used * (uint32_t)sizeof(uint16_t);
        return RP_OK;
    default:
        return RP_BAD_ARGUMENT;
    }
}

rp_status rp_tensor_read(rp_tensor_kind kind, uint16_t index, uint32_t offset, uint32_t count, void *to)
{
    const void *data;
    uint32_t bytes;
    rp_status status = rp_tensor_at(kind, index, &data, &bytes);
    if (status == RP_OK && (count > bytes || offset > bytes - count)) {
        status = RP_BAD_ARGUMENT;
    }
    if (status == RP_OK) {
        rp_far_copy(to, (const uint8_t *)data + offset, count);
    }
    return status;
}

static uint32_t crc_floats(uint32_t crc, const uint8_t *floats, uint32_t bytes)
{
    for (uint32_t offset = 0; offset < bytes; offset += (uint32_t)sizeof(uint32_t)) {
        uint32_t bits;
        memcpy(&bits, floats + offset, sizeof bits);
        if ((bits & 0x7fffffffU) > 0x7f800000U) {
            bits = 0x7fc00000U; /* NaNs compare equal (N1.3) */
        }
        crc = rp_crc32(crc, &bits, sizeof bits);
    }
    return crc;
}

static bool holds_floats(rp_tensor_kind kind)
{
    return kind <= RP_MOMENTUM_STATE || kind == RP_LOGITS || (RP_LATENT_BITS == 32 && (kind == RP_SLOT || kind == RP_LAST_LATENT));
}

rp_status rp_tensor_checksum(rp_tensor_kind kind, uint16_t index, uint32_t *crc, uint32_t *bytes)
{
    const void *data;
    rp_status status = rp_tensor_at(kind, index, &data, bytes);
    if (status != RP_OK) {
        return status;
    }
    const uint32_t floats = ~3U; /* a piece holds whole ones */
    uint32_t most = rp_far_most(data) & floats;
    *crc = 0;
    for (uint32_t done = 0; done < *bytes;) {
        uint32_t part = *bytes - done < most ? *bytes - done : most;
        const void *view = rp_far_view((const uint8_t *)data + done, part);
        *crc = holds_floats(kind) ? crc_floats(*crc, view, part) : rp_crc32(*crc, view, part);
        done += part;
    }
    return RP_OK;
}
