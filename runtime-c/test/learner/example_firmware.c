#include "example_firmware.h"

#include <string.h>

#include "reprise.h"

/* Storage: two places, used in turn, so that a power cut while one is written leaves the other. */
static uint8_t places[2][512];
static uint32_t newest; /* its sequence; place newest % 2 */

static bool write_place(void *context, uint32_t offset, const void *data, uint32_t bytes)
{
    uint8_t *place = context;
    if (offset + bytes > sizeof places[0]) {
        return false;
    }
    memcpy(place + offset, data, bytes);
    return true;
}

static bool read_place(void *context, uint32_t offset, void *data, uint32_t bytes)
{
    const uint8_t *place = context;
    if (bytes > sizeof places[0] || offset > sizeof places[0] - bytes) {
        return false;
    }
    memcpy(data, place + offset, bytes);
    return true;
}

void firmware_start(void)
{
    rp_init();
    newest = 0;
    for (int i = 0; i < 2; i++) {
        uint32_t sequence;
        if (rp_saved(read_place, places[i], &sequence) == RP_OK && sequence > newest) {
            newest = sequence;
        }
    }
    if (newest > 0) {
        uint32_t sequence;
        (void)rp_restore(read_place, places[newest % 2], &sequence);
    }
}

/* The samples whose latent the device has no room for are asked for again, every epoch. */
static bool sample_again(void *context, uint16_t index, uint8_t *codes)
{
    (void)context;
    sensor_read(codes, index);
    return true;
}

bool firmware_learn(uint16_t samples)
{
    const rp_callbacks callbacks = {.sample = sample_again};
    rp_commit_info commit;
    rp_status status = rp_event_begin(samples);
    for (uint16_t i = 0; status == RP_OK && i < samples; i++) {
        sensor_read(rp_input(), i);
        status = rp_event_add(i, user_label(i));
    }
    status = status == RP_OK ? rp_train(&callbacks) : status;
    status = status == RP_OK ? rp_event_end(&callbacks, &commit) : status;
    if (status == RP_OK) {
        status = rp_save(write_place, places[(newest + 1) % 2], newest + 1);
        newest += status == RP_OK;
    }
    return status == RP_OK;
}

void firmware_classify(uint16_t number)
{
    uint16_t label;
    const float *logits;
    sensor_read(rp_input(), number);
    if (rp_infer(&label, &logits) == RP_OK) {
        display(label);
    }
}
