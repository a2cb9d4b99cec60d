/* Prints what a learner computes in three events under several configurations. Built with different micro-batches and numbers of kept latents
 * (RP_MICRO_BATCH, RP_EVENT_LATENTS), which must not change a bit of it: the Makefile compares the outputs. */
#include <stdio.h>
#include <string.h>

#include "learner/rp_crc32.h"
#include "rp_model.h"
#include "rp_test_check.h"
#include "tiny_driver.h"

static uint32_t bits(float x)
{
    uint32_t b;
    memcpy(&b, &x, sizeof b);
    return b;
}

static void print_minibatch(void *context, const rp_train_info *info)
{
    (void)context;
    uint32_t gradient;
    uint32_t bytes;
    CHECK(rp_tensor_checksum(RP_GRADIENT, 0, &gradient, &bytes) == RP_OK);
    printf("  %u/%u loss %08x rate %08x gradient %08x\n", (unsigned)info->step, (unsigned)info->steps, (unsigned)bits(info->loss),
           (unsigned)bits(info->learning_rate), (unsigned)gradient);
}

static bool is_kept(uint32_t index)
{
    return (int32_t)index < RP_EVENT_LATENTS;
}

static void run_event(uint16_t samples)
{
    rp_callbacks callbacks = tiny_source;
    rp_commit_info commit;
    callbacks.minibatch = print_minibatch;
    CHECK(rp_event_begin(samples) == RP_OK);
    for (uint16_t index = 0; index < samples; index++) {
        uint16_t key = (uint16_t)(TINY_EVENT_KEY + index);
        if (!is_kept(index) && index % 2 == 0) {
            CHECK(rp_event_announce(index, tiny_label(key)) == RP_OK);
        } else {
            tiny_sample(key, rp_input());
            CHECK(rp_event_add(index, tiny_label(key)) == RP_OK);
        }
    }
    CHECK(rp_train(&callbacks) == RP_OK);
    CHECK(rp_event_end(&callbacks, &commit) == RP_OK);
    printf("event %u replaced %u used %u state %08x\n", (unsigned)commit.events, commit.replaced, commit.used, (unsigned)tiny_state_crc());
}

static uint8_t saved[4096];

static bool write_saved(void *context, uint32_t offset, const void *data, uint32_t bytes)
{
    (void)context;
    CHECK(bytes <= sizeof saved && offset <= sizeof saved - bytes);
    memcpy(saved + offset, data, bytes);
    return true;
}

static bool read_saved(void *context, uint32_t offset, void *data, uint32_t bytes)
{
    (void)context;
    CHECK(bytes <= sizeof saved && offset <= sizeof saved - bytes);
    memcpy(data, saved + offset, bytes);
    return true;
}

/* The save (all but the model's hash, which knows the variant) and what comes back of it. */
static void print_save(void)
{
    uint32_t sequence;
    uint32_t before = tiny_state_crc();
    CHECK(rp_save(write_saved, NULL, 1) == RP_OK);
    rp_reset();
    CHECK(tiny_state_crc() != before);
    CHECK(rp_restore(read_saved, NULL, &sequence) == RP_OK && tiny_state_crc() == before);
    printf("save %u bytes %08x\n", (unsigned)rp_save_bytes(), (unsigned)rp_crc32(0, saved + 12, rp_save_bytes() - 16));
}

int main(void)
{
    rp_config config;
    rp_init();
    rp_configuration(&config);
    for (uint32_t k = 0; k < 12; k++) {
        config.seed = 1000 + k;
        config.policy = (rp_policy)(k % 4);
        config.schedule = (rp_schedule)(k % 3);
        config.new_samples = (uint16_t)(k % 5); /* 0: proportional */
        config.replay_samples = (uint16_t)(1 + 4 * (k % 4));
        config.nesterov = k % 2 == 0;
        config.momentum = k < 6 ? 0.5f : 0.0f;
        config.weight_decay = k % 3 == 0 ? 0.01f : 0.0f;
        config.step_size = 1 + k % 3;
        CHECK(rp_configure(&config) == RP_OK);
        rp_reset();
        printf("configuration %u\n", (unsigned)k);
        tiny_fill((uint16_t)(k % 8));
        run_event(17);
        run_event(1);
        run_event(40);
        print_save();
    }
    return 0;
}
