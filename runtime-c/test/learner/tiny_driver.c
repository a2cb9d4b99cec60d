#include "tiny_driver.h"

#include <stddef.h>

#include "learner/rp_crc32.h"
#include "rp_model.h"
#include "rp_test_check.h"

void tiny_sample(uint16_t key, uint8_t *codes)
{
    for (uint32_t i = 0; i < RP_INPUT_BYTES; i++) {
        codes[i] = (uint8_t)(key * (1U + 37U * i) + 11U * i);
    }
}

uint16_t tiny_label(uint16_t key)
{
    return (uint16_t)((key * 7U + key / 3U) % RP_CLASSES);
}

void tiny_fill(uint16_t count)
{
    for (uint16_t key = 0; key < count; key++) {
        tiny_sample(key, rp_input());
        CHECK(rp_fill(tiny_label(key)) == RP_OK);
    }
}

static bool supply_sample(void *context, uint16_t index, uint8_t *codes)
{
    (void)context;
    tiny_sample((uint16_t)(TINY_EVENT_KEY + index), codes);
    return true;
}

const rp_callbacks tiny_source = {.sample = supply_sample};

void tiny_event(uint16_t samples, rp_commit_info *commit)
{
    CHECK(rp_event_begin(samples) == RP_OK);
    for (uint16_t index = 0; index < samples; index++) {
        uint16_t key = (uint16_t)(TINY_EVENT_KEY + index);
        tiny_sample(key, rp_input());
        CHECK(rp_event_add(index, tiny_label(key)) == RP_OK);
    }
    CHECK(rp_train(&tiny_source) == RP_OK);
    CHECK(rp_event_end(&tiny_source, commit) == RP_OK);
}

static void add(uint32_t *crc, rp_tensor_kind kind, uint16_t index)
{
    const void *data;
    uint32_t bytes;
    CHECK(rp_tensor_at(kind, index, &data, &bytes) == RP_OK);
    for (uint32_t i = 0; i < bytes; i++) {
        uint8_t byte;
        CHECK(rp_tensor_read(kind, index, i, 1, &byte) == RP_OK);
        *crc = rp_crc32(*crc, &byte, 1);
    }
}

uint32_t tiny_state_crc(void)
{
    uint32_t crc = 0;
    rp_learner_info info;
    rp_info(&info);
    for (uint16_t t = 0; t < RP_TENSORS; t++) {
        add(&crc, RP_WEIGHT, t);
        if (RP_MOMENTUM) {
            add(&crc, RP_MOMENTUM_STATE, t);
        }
    }
    for (uint16_t slot = 0; slot < info.used; slot++) {
        add(&crc, RP_SLOT, slot);
    }
    add(&crc, RP_SLOT_LABELS, 0);
    return crc;
}
