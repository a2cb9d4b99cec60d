/* Which calls the learner accepts when. The oracle is the table of states in reprise.h, written again as a little automaton that knows no
 * numbers; 40,000 random calls must be accepted and refused as it says, and a refused call must change nothing. */
#include <string.h>

#include "rp_model.h"
#include "rp_test.h"
#include "rp_test_check.h"
#include "tiny_driver.h"

typedef struct {
    rp_state state;
    uint32_t events, used, samples, added;
    bool in_minibatch;
    bool waiting;
    uint16_t awaited;
} oracle;

static oracle o;

static void accepted(rp_status status, rp_status expected)
{
    assert_int_equal(status, expected);
}

static void call_fill(test_random *random)
{
    uint16_t label = (uint16_t)test_int(random, 0, RP_CLASSES); /* one too far */
    rp_status expected = o.state != RP_IDLE || o.events > 0 ? RP_WRONG_STATE
        : label >= RP_CLASSES                               ? RP_BAD_ARGUMENT
        : o.used >= RP_SLOTS                                ? RP_MEMORY_FULL
                                                            : RP_OK;
    tiny_sample((uint16_t)test_int(random, 0, 255), rp_input());
    accepted(rp_fill(label), expected);
    o.used += expected == RP_OK;
}

static void call_begin(test_random *random)
{
    uint16_t samples = (uint16_t)test_int(random, 0, 8);
    samples = samples == 8 ? RP_EVENT_MAX + 1 : samples;
    rp_status expected = o.state != RP_IDLE ? RP_WRONG_STATE : samples == 0 || samples > RP_EVENT_MAX ? RP_BAD_ARGUMENT : RP_OK;
    accepted(rp_event_begin(samples), expected);
    if (expected == RP_OK) {
        o.state = RP_EVENT;
        o.samples = samples;
        o.added = 0;
    }
}

static void call_add(test_random *random)
{
    uint16_t index = (uint16_t)(o.added + (uint32_t)(test_int(random, 0, 9) == 0));
    uint16_t label = (uint16_t)(test_int(random, 0, 9) == 0 ? RP_CLASSES : test_int(random, 0, RP_CLASSES - 1));
    bool with_sample = test_int(random, 0, 1) == 0;
    rp_status expected = o.state != RP_EVENT || o.added == o.samples ? RP_WRONG_STATE
        : index != o.added || label >= RP_CLASSES                    ? RP_BAD_ARGUMENT
        : !with_sample && index < RP_EVENT_LATENTS                   ? RP_INCOMPLETE_SAMPLE
                                                                     : RP_OK;
    tiny_sample((uint16_t)(TINY_EVENT_KEY + index), rp_input());
    accepted(with_sample ? rp_event_add(index, label) : rp_event_announce(index, label), expected);
    o.added += expected == RP_OK;
}

static void call_train(void)
{
    rp_train_info info;
    bool legal = o.state == RP_TRAINED_STATE || (o.state == RP_EVENT && o.added == o.samples);
    rp_status status = rp_train_step(&info);
    accepted(status, legal ? RP_OK : RP_WRONG_STATE);
    if (status != RP_OK) {
        return;
    }
    assert_int_equal(info.result == RP_TRAINED, o.state == RP_TRAINED_STATE);
    if (info.result == RP_NEEDS_SAMPLE) {
        assert_in_range(info.sample, RP_EVENT_LATENTS, o.samples - 1);
        assert_true(!o.waiting || info.sample == o.awaited);
        o.waiting = true;
        o.in_minibatch = true;
        o.awaited = info.sample;
    } else if (info.result == RP_MINIBATCH_DONE) {
        assert_false(o.waiting);
        o.in_minibatch = false;
        o.state = info.step == info.steps ? RP_TRAINED_STATE : RP_EVENT;
    }
}

static void call_supply(test_random *random)
{
    uint16_t index = test_int(random, 0, 4) == 0 ? (uint16_t)test_int(random, 0, 7) : o.awaited;
    rp_status expected = !o.waiting ? RP_WRONG_STATE : index != o.awaited ? RP_BAD_ARGUMENT : RP_OK;
    tiny_sample((uint16_t)(TINY_EVENT_KEY + index), rp_input());
    accepted(rp_supply(index), expected);
    o.waiting = o.waiting && expected != RP_OK;
}

static void call_end(void)
{
    rp_commit_info info;
    bool legal = o.state == RP_TRAINED_STATE || o.state == RP_COMMITTING;
    rp_status status = rp_event_end_step(&info);
    accepted(status, legal ? RP_OK : RP_WRONG_STATE);
    if (status != RP_OK) {
        return;
    }
    if (info.result == RP_COMMIT_NEEDS_SAMPLE) {
        assert_true(!o.waiting || info.sample == o.awaited);
        o.state = RP_COMMITTING;
        o.waiting = true;
        o.awaited = info.sample;
    } else {
        assert_false(o.waiting);
        o.state = RP_IDLE;
        o.events++;
        o.used = info.used;
        assert_int_equal(info.events, o.events);
    }
}

static void call_infer(test_random *random)
{
    uint16_t label;
    const float *logits;
    tiny_sample((uint16_t)test_int(random, 0, 255), rp_input());
    accepted(rp_infer(&label, &logits), o.in_minibatch ? RP_WRONG_STATE : RP_OK);
}

static bool refuse_write(void *context, uint32_t offset, const void *data, uint32_t bytes)
{
    (void)context;
    (void)offset;
    (void)data;
    (void)bytes;
    return false;
}

static bool refuse_read(void *context, uint32_t offset, void *data, uint32_t bytes)
{
    (void)context;
    (void)offset;
    (void)data;
    (void)bytes;
    return false;
}

static void call_idle_only(void)
{
    rp_config config;
    uint32_t sequence;
    rp_configuration(&config);
    bool idle = o.state == RP_IDLE;
    accepted(rp_configure(&config), idle ? RP_OK : RP_WRONG_STATE);
    accepted(rp_save(refuse_write, NULL, 1), idle ? RP_STORAGE_FAILED : RP_WRONG_STATE);
    accepted(rp_restore(refuse_read, NULL, &sequence), idle ? RP_NOTHING_SAVED : RP_WRONG_STATE);
}

static void random_calls_are_answered_as_the_table_says(void **state)
{
    (void)state;
    test_random random = test_seed(20);
    uint32_t calls = 0;
    uint32_t events = 0;
    uint32_t waits = 0;
    rp_init();
    o = (oracle){0};
    for (; calls < 40000; calls++) {
        uint32_t before = tiny_state_crc();
        rp_learner_info was;
        rp_learner_info is;
        rp_info(&was);
        switch (test_int(&random, 0, 12)) {
        case 0:
            call_fill(&random);
            break;
        case 1:
            call_begin(&random);
            break;
        case 2:
        case 3:
        case 4:
            call_add(&random);
            break;
        case 5:
        case 6:
        case 7:
            call_train();
            break;
        case 8:
        case 9:
            call_supply(&random);
            break;
        case 10:
            call_end();
            break;
        case 11:
            call_infer(&random);
            break;
        default:
            call_idle_only();
            break;
        }
        rp_info(&is);
        assert_int_equal(is.state, o.state);
        assert_int_equal(is.events, o.events);
        assert_int_equal(is.in_minibatch, o.in_minibatch);
        assert_true(is.used >= o.used);
        if (is.state == RP_IDLE && was.state == RP_IDLE && is.used == was.used) {
            assert_int_equal(tiny_state_crc(), before);
        }
        events += is.events > was.events;
        waits += o.waiting;
        if (o.events == 20) {
            rp_reset();
            o = (oracle){0};
        }
    }
    assert_true(events > 200 && waits > 2000); /* the calls got everywhere */
}

static void configuration_is_checked(void **state)
{
    (void)state;
    rp_init();
    rp_config good;
    rp_configuration(&good);
    tiny_fill(4);
    rp_config c;
    const float nan = good.learning_rate * 0.0f / 0.0f;
#define REFUSED(change)                                  \
    do {                                                 \
        c = good;                                        \
        change;                                          \
        assert_int_equal(rp_configure(&c), RP_BAD_ARGUMENT); \
        rp_configuration(&c);                            \
        assert_int_equal(c.epochs, good.epochs);         \
    } while (0)
    REFUSED(c.epochs = 0);
    REFUSED(c.step_size = 0);
    REFUSED((c.new_samples = 0, c.replay_samples = 0));
    REFUSED((c.new_samples = 40000, c.replay_samples = 30000));
    REFUSED(c.learning_rate = nan);
    REFUSED(c.momentum = nan);
    REFUSED(c.weight_decay = 1.0f / 0.0f);
    REFUSED(c.schedule = (rp_schedule)3);
    REFUSED(c.policy = (rp_policy)4);
    REFUSED(c.slots = RP_SLOTS + 1);
    REFUSED(c.slots = 3); /* four are used */
#undef REFUSED
    c = good;
    c.slots = 4;
    assert_int_equal(rp_configure(&c), RP_OK);
}

static void reset_returns_to_the_start(void **state)
{
    (void)state;
    rp_commit_info commit;
    rp_init();
    uint32_t fresh = tiny_state_crc();
    tiny_fill(5);
    tiny_event(9, &commit);
    uint32_t trained = tiny_state_crc();
    assert_int_not_equal(trained, fresh);
    rp_reset();
    assert_int_equal(tiny_state_crc(), fresh);
    tiny_fill(5);
    tiny_event(9, &commit);
    assert_int_equal(tiny_state_crc(), trained);
}

static void another_seed_trains_otherwise(void **state)
{
    (void)state;
    rp_commit_info commit;
    rp_config config;
    rp_init();
    tiny_fill(5);
    tiny_event(9, &commit);
    uint32_t first = tiny_state_crc();
    rp_configuration(&config);
    config.seed = 2;
    assert_int_equal(rp_configure(&config), RP_OK);
    rp_reset();
    tiny_fill(5);
    tiny_event(9, &commit);
    assert_int_not_equal(tiny_state_crc(), first);
}

/* Samples 0 and 1 cannot be told apart by rounding: x/S exactly between two codes goes to the even one. */
static void quantize_rounds_ties_to_even_and_clamps(void **state)
{
    (void)state;
    const float s = RP_INPUT_SCALE;
    const float zero = 0.0f;
    const float x[] = {0.0f, 0.5f * s, 1.5f * s, -0.5f * s, -1.5f * s, -2.5f * s, 251.5f * s, 1e30f, -1e30f, zero / zero, 0.51f * s};
    const uint8_t expected[] = {3, 3, 5, 3, 1, 1, 255, 255, 0, 3, 4};
    uint8_t codes[sizeof expected];
    rp_quantize(x, (int32_t)sizeof expected, codes);
    assert_memory_equal(codes, expected, sizeof expected);
}

static void head_is_the_softmax(void **state)
{
    (void)state;
    const float logits[RP_CLASSES] = {1.0f, 2.0f, 3.0f};
    float y[RP_CLASSES];
    rp_head(logits, y);
    assert_float_equal(y[0], 0.0900306, 1e-6);
    assert_float_equal(y[2], 0.6652410, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_calls_are_answered_as_the_table_says),
        cmocka_unit_test(configuration_is_checked),
        cmocka_unit_test(reset_returns_to_the_start),
        cmocka_unit_test(another_seed_trains_otherwise),
        cmocka_unit_test(quantize_rounds_ties_to_even_and_clamps),
        cmocka_unit_test(head_is_the_softmax),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
