/* What each request does (docs/link.md, "Requests"): payload to call of reprise.h to answer. */
#include <string.h>

#include "reprise.h"
#include "learner/rp_bytes.h"
#include "learner/rp_config_bytes.h"
#include "rp_link.h"
#include "rp_model.h"
#include "rp_profile.h"
#include "rp_storage.h"

#define PROTOCOL 1U
#define LOGITS_IN_ANSWER 14
#define READ_MAX 60U

#ifdef RP_ACCUMULATE_FUSED
#define ACCUMULATE 1U
#else
#define ACCUMULATE 0U
#endif

/* Codes of the sample under way that have arrived. */
static uint32_t received;

static const uint8_t model_hash[8] = RP_MODEL_HASH;

void rp_request_abort_sample(void)
{
    received = 0;
}

static bool complete(void)
{
    return received == RP_INPUT_BYTES;
}

/* The call that returned `status` has used the sample up, unless it refused. */
static rp_status used_up(rp_status status)
{
    if (status == RP_OK) {
        received = 0;
    }
    return status;
}

void rp_request_hello(const uint8_t *wanted_hash, rp_frame *answer)
{
    static const uint8_t any[8] = {0};
    uint8_t *out = answer->payload;
    bool accepted = memcmp(wanted_hash, any, sizeof any) == 0 || memcmp(wanted_hash, model_hash, sizeof model_hash) == 0;
    rp_put_u8(&out, accepted ? RP_OK : RP_OTHER_MODEL);
    rp_put_bytes(&out, model_hash, sizeof model_hash);
    if (accepted) {
        rp_learner_info info;
        rp_info(&info);
        rp_put_u8(&out, PROTOCOL);
        rp_put_u8(&out, ACCUMULATE);
        rp_put_u8(&out, (uint8_t)info.state);
        rp_put_u8(&out, RP_MOMENTUM);
        rp_put_u32(&out, RP_INPUT_BYTES);
        rp_put_u16(&out, RP_CLASSES);
        rp_put_u16(&out, RP_SLOTS);
        rp_put_u16(&out, RP_EVENT_MAX);
        rp_put_u16(&out, RP_EVENT_LATENTS);
        rp_put_u8(&out, RP_LATENT_BITS);
        rp_put_u16(&out, RP_TENSORS);
        rp_put_u32(&out, info.events);
        rp_put_u16(&out, info.used);
        rp_put_u32(&out, rp_storage_sequence());
    }
    answer->bytes = (uint8_t)(out - answer->payload);
}

static rp_status on_reset(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)in;
    (void)bytes;
    (void)out;
    RP_PROFILED(RP_PROFILE_LEARNER, rp_reset());
    return used_up(RP_OK);
}

static rp_status on_configure(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)bytes;
    (void)out;
    rp_config config;
    rp_config_get(&in, &config);
    rp_status status;
    RP_PROFILED(RP_PROFILE_LEARNER, status = rp_configure(&config));
    return status;
}

static rp_status on_data(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    uint32_t offset = rp_get_u32(&in);
    uint32_t count = bytes - 4U;
    if ((offset != 0 && offset != received) || count > RP_INPUT_BYTES || offset > RP_INPUT_BYTES - count) {
        return RP_BAD_ARGUMENT;
    }
    memcpy(rp_input() + offset, in, count);
    received = offset + count;
    rp_put_u32(out, received);
    return RP_OK;
}

static rp_status on_fill(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)bytes;
    if (!complete()) {
        return RP_INCOMPLETE_SAMPLE;
    }
    uint16_t label = rp_get_u16(&in);
    rp_status status;
    RP_PROFILED(RP_PROFILE_LEARNER, status = rp_fill(label));
    used_up(status);
    rp_learner_info info;
    rp_info(&info);
    rp_put_u16(out, info.used);
    return status;
}

static rp_status on_event_begin(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)bytes;
    (void)out;
    uint16_t samples = rp_get_u16(&in);
    rp_status status;
    RP_PROFILED(RP_PROFILE_LEARNER, status = rp_event_begin(samples));
    return status;
}

static rp_status on_event_add(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)bytes;
    (void)out;
    uint16_t index = rp_get_u16(&in);
    uint16_t label = rp_get_u16(&in);
    rp_status status = RP_INCOMPLETE_SAMPLE;
    if (complete()) {
        RP_PROFILED(RP_PROFILE_LEARNER, status = rp_event_add(index, label));
        return used_up(status);
    }
    if (received == 0) {
        RP_PROFILED(RP_PROFILE_LEARNER, status = rp_event_announce(index, label));
    }
    return status;
}

static rp_status on_train(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)in;
    (void)bytes;
    rp_train_info info;
    rp_status status;
    RP_PROFILED(RP_PROFILE_LEARNER, status = rp_train_step(&info));
    if (used_up(status) != RP_OK) {
        return status;
    }
    rp_put_u8(out, (uint8_t)info.result);
    if (info.result == RP_MINIBATCH_DONE) {
        rp_put_u32(out, info.step);
        rp_put_u32(out, info.steps);
        rp_put_f32(out, info.loss);
        rp_put_f32(out, info.learning_rate);
    } else if (info.result == RP_NEEDS_SAMPLE) {
        rp_put_u16(out, info.sample);
    }
    return RP_OK;
}

static rp_status on_supply(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)bytes;
    (void)out;
    if (!complete()) {
        return RP_INCOMPLETE_SAMPLE;
    }
    uint16_t index = rp_get_u16(&in);
    rp_status status;
    RP_PROFILED(RP_PROFILE_LEARNER, status = rp_supply(index));
    return used_up(status);
}

static rp_status on_event_end(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)in;
    (void)bytes;
    rp_commit_info info;
    rp_status status;
    RP_PROFILED(RP_PROFILE_LEARNER, status = rp_event_end_step(&info));
    if (used_up(status) != RP_OK) {
        return status;
    }
    rp_put_u8(out, (uint8_t)info.result);
    if (info.result == RP_COMMITTED) {
        rp_put_u16(out, info.replaced);
        rp_put_u16(out, info.used);
        rp_put_u32(out, info.events);
    } else {
        rp_put_u16(out, info.sample);
    }
    return RP_OK;
}

static rp_status on_infer(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)in;
    (void)bytes;
    if (!complete()) {
        return RP_INCOMPLETE_SAMPLE;
    }
    uint16_t label;
    const float *logits;
    rp_status status;
    RP_PROFILED(RP_PROFILE_LEARNER, status = rp_infer(&label, &logits));
    if (used_up(status) == RP_OK) {
        rp_put_u16(out, label);
        for (int32_t c = 0; c < RP_CLASSES && c < LOGITS_IN_ANSWER; c++) {
            rp_put_f32(out, logits[c]);
        }
    }
    return status;
}

static rp_status on_checksum(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)bytes;
    rp_tensor_kind kind = (rp_tensor_kind)rp_get_u8(&in);
    uint32_t crc;
    uint32_t size;
    rp_status status = rp_tensor_checksum(kind, rp_get_u16(&in), &crc, &size);
    if (status == RP_OK) {
        rp_put_u32(out, crc);
        rp_put_u32(out, size);
    }
    return status;
}

static rp_status on_read(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)bytes;
    rp_tensor_kind kind = (rp_tensor_kind)rp_get_u8(&in);
    uint16_t index = rp_get_u16(&in);
    uint32_t offset = rp_get_u32(&in);
    uint32_t count = rp_get_u8(&in);
    if (count == 0 || count > READ_MAX) {
        return RP_BAD_ARGUMENT;
    }
    rp_status status = rp_tensor_read(kind, index, offset, count, *out);
    if (status == RP_OK) {
        *out += count;
    }
    return status;
}

static rp_status on_save(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)in;
    (void)bytes;
    rp_status status = rp_storage_save();
    rp_put_u32(out, rp_storage_sequence());
    return status;
}

static rp_status on_restore(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)in;
    (void)bytes;
    rp_status status = used_up(rp_storage_restore());
    rp_learner_info info;
    rp_info(&info);
    rp_put_u32(out, rp_storage_sequence());
    rp_put_u32(out, info.events);
    return status;
}

#ifdef RP_PROFILE
#define PROFILE_START UINT16_MAX

static rp_status on_profile(const uint8_t *in, uint32_t bytes, uint8_t **out)
{
    (void)bytes;
    uint16_t place = rp_get_u16(&in);
    if (place == PROFILE_START) {
        rp_put_u16(out, RP_PROFILE_PLACES);
        return rp_profile_start() ? RP_OK : RP_NO_COUNTER;
    }
    if (place >= RP_PROFILE_PLACES) {
        return RP_BAD_ARGUMENT;
    }
    uint64_t cycles;
    uint32_t entered;
    bool started = rp_profile_read(place, &cycles, &entered);
    rp_put_u64(out, cycles);
    rp_put_u32(out, entered);
    return started ? RP_OK : RP_WRONG_STATE;
}
#endif

typedef struct {
    uint8_t type;
    uint8_t least, most; /* bytes of the payload */
    rp_status (*execute)(const uint8_t *in, uint32_t bytes, uint8_t **out);
} request_kind;

static const request_kind KINDS[] = {
    {0x02, 0, 0, on_reset},
    {0x03, RP_CONFIG_BYTES, RP_CONFIG_BYTES, on_configure},
    {0x04, 5, RP_PAYLOAD_MAX, on_data},
    {0x05, 2, 2, on_fill},
    {0x06, 2, 2, on_event_begin},
    {0x07, 4, 4, on_event_add},
    {0x08, 0, 0, on_train},
    {0x09, 2, 2, on_supply},
    {0x0a, 0, 0, on_event_end},
    {0x0b, 0, 0, on_infer},
    {0x0c, 3, 3, on_checksum},
    {0x0d, 8, 8, on_read},
    {0x0e, 0, 0, on_save},
    {0x0f, 0, 0, on_restore},
#ifdef RP_PROFILE
    {0x10, 2, 2, on_profile},
#endif
};

static const request_kind *find(uint8_t type)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        if (KINDS[i].type == type) {
            return &KINDS[i];
        }
    }
    return NULL;
}

void rp_request_execute(const rp_frame *request, rp_frame *answer)
{
    const request_kind *kind = find(request->type);
    uint8_t *out = answer->payload + 1;
    rp_status status = RP_NOT_BUILT_IN;
    if (kind != NULL) {
        bool fits = request->bytes >= kind->least && request->bytes <= kind->most;
        status = fits ? kind->execute(request->payload, request->bytes, &out) : RP_BAD_ARGUMENT;
    }
    answer->payload[0] = (uint8_t)status;
    answer->bytes = (uint8_t)(status == RP_OK ? out - answer->payload : 1);
}
