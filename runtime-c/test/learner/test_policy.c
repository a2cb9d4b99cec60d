/* Replay policies through whole events of the tiny model: which new samples are in memory afterwards. */
#include <string.h>

#include "rp_test.h"
#include "rp_model.h"
#include "rp_test_check.h"
#include "tiny_driver.h"

static void start(rp_policy policy, uint64_t seed, uint16_t slots)
{
    rp_config config;
    rp_init();
    rp_configuration(&config);
    config.policy = policy;
    config.seed = seed;
    config.slots = slots;
    config.epochs = 1;
    CHECK(rp_configure(&config) == RP_OK);
    rp_reset();
}

/* Key of the sample in a slot: the first code of its 8-bit latent. */
static uint16_t key_in(uint16_t slot)
{
    const void *data;
    uint32_t bytes;
    CHECK(rp_tensor_at(RP_SLOT, slot, &data, &bytes) == RP_OK);
    return *(const uint8_t *)data;
}

static uint16_t label_in(uint16_t slot)
{
    const void *data;
    uint32_t bytes;
    CHECK(rp_tensor_at(RP_SLOT_LABELS, 0, &data, &bytes) == RP_OK);
    return ((const uint16_t *)data)[slot];
}

static uint16_t new_in_memory(uint16_t used)
{
    uint16_t count = 0;
    for (uint16_t slot = 0; slot < used; slot++) {
        assert_int_equal(label_in(slot), tiny_label(key_in(slot)));
        count = (uint16_t)(count + (key_in(slot) >= TINY_EVENT_KEY));
    }
    return count;
}

static void random_replaces_m_div_i_plus_1(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        rp_commit_info commit;
        start(RP_POLICY_RANDOM, seed, 10);
        tiny_fill(10);
        tiny_event(20, &commit);
        assert_int_equal(commit.replaced, 5); /* 10 div 2 */
        assert_int_equal(commit.used, 10);
        assert_int_equal(new_in_memory(10), 5);
        tiny_event(20, &commit);
        assert_int_equal(commit.replaced, 3); /* 10 div 3 */
        tiny_event(2, &commit);
        assert_int_equal(commit.replaced, 2); /* 10 div 4, but n = 2 */
        assert_int_equal(commit.events, 3);
    }
}

static void random_fills_what_is_unused_first(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        rp_commit_info commit;
        start(RP_POLICY_RANDOM, seed, 10);
        tiny_fill(8);
        tiny_event(20, &commit);
        assert_int_equal(commit.replaced, 5); /* 2 unused, then 3 others */
        assert_int_equal(commit.used, 10);
        assert_true(key_in(8) >= TINY_EVENT_KEY && key_in(9) >= TINY_EVENT_KEY);
        assert_int_equal(new_in_memory(10), 5);
        start(RP_POLICY_RANDOM, seed, 10);
        tiny_fill(1);
        tiny_event(20, &commit);
        assert_int_equal(commit.replaced, 9); /* more unused than 10 div 2 */
        assert_true(key_in(0) < TINY_EVENT_KEY);
    }
}

static void fifo_holds_the_latest(void **state)
{
    (void)state;
    rp_commit_info commit;
    start(RP_POLICY_FIFO, 1, 10);
    tiny_fill(7);
    tiny_event(5, &commit); /* slots 7 8 9 0 1 */
    const uint16_t first[10] = {103, 104, 2, 3, 4, 5, 6, 100, 101, 102};
    for (uint16_t slot = 0; slot < 10; slot++) {
        assert_int_equal(key_in(slot), first[slot]);
    }
    tiny_event(13, &commit); /* from slot 2 on, once around and three more */
    assert_int_equal(commit.replaced, 10);
    const uint16_t second[10] = {108, 109, 110, 111, 112, 103, 104, 105, 106, 107};
    for (uint16_t slot = 0; slot < 10; slot++) {
        assert_int_equal(key_in(slot), second[slot]);
    }
}

/* Every one of the 10 + 40 samples seen is in a memory of 10 with probability 1/5. */
static void reservoir_is_a_uniform_sample(void **state)
{
    (void)state;
    uint32_t found[256] = {0};
    const uint32_t runs = 2000;
    for (uint64_t seed = 1; seed <= runs; seed++) {
        rp_commit_info commit;
        start(RP_POLICY_RESERVOIR, seed, 10);
        tiny_fill(10);
        tiny_event(40, &commit);
        assert_int_equal(commit.used, 10);
        for (uint16_t slot = 0; slot < 10; slot++) {
            found[key_in(slot)]++;
        }
    }
    for (uint16_t key = 0; key < 256; key++) {
        if (key < 10 || (key >= TINY_EVENT_KEY && key < TINY_EVENT_KEY + 40)) {
            assert_in_range(found[key], 310, 490); /* 400, 5 standard deviations */
        } else {
            assert_int_equal(found[key], 0);
        }
    }
}

static void class_balanced_evens_out_the_classes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        rp_commit_info commit;
        start(RP_POLICY_CLASS_BALANCED, seed, 9);
        for (uint16_t i = 0; i < 9; i++) { /* nine of class 0 */
            tiny_sample(i, rp_input());
            assert_int_equal(rp_fill(0), RP_OK);
        }
        tiny_event(40, &commit); /* 13 or 14 of each */
        uint16_t counts[RP_CLASSES] = {0};
        for (uint16_t slot = 0; slot < 9; slot++) {
            counts[label_in(slot)]++;
        }
        for (uint16_t c = 0; c < RP_CLASSES; c++) {
            assert_int_equal(counts[c], 3);
        }
    }
}

static void without_replay_memory_nothing_is_kept(void **state)
{
    (void)state;
    for (rp_policy policy = RP_POLICY_RANDOM; policy <= RP_POLICY_FIFO; policy++) {
        rp_commit_info commit;
        start(policy, 1, 0);
        assert_int_equal(rp_fill(0), RP_MEMORY_FULL);
        tiny_event(6, &commit);
        assert_int_equal(commit.replaced, 0);
        assert_int_equal(commit.used, 0);
        assert_int_equal(commit.events, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_replaces_m_div_i_plus_1),
        cmocka_unit_test(random_fills_what_is_unused_first),
        cmocka_unit_test(fifo_holds_the_latest),
        cmocka_unit_test(reservoir_is_a_uniform_sample),
        cmocka_unit_test(class_balanced_evens_out_the_classes),
        cmocka_unit_test(without_replay_memory_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
