/* Saves: what comes back is what was, a damaged save changes nothing, and storage that fails half-way is noticed. */
#include <string.h>

#include "memory_board.h"
#include "rp_board.h"
#include "rp_model.h"
#include "rp_test.h"
#include "rp_test_check.h"
#include "tiny_driver.h"

static bool write_board(void *context, uint32_t offset, const void *data, uint32_t bytes)
{
    (void)context;
    return rp_board_storage_write(offset, data, bytes);
}

static bool read_board(void *context, uint32_t offset, void *data, uint32_t bytes)
{
    (void)context;
    return rp_board_storage_read(offset, data, bytes);
}

static void learn_and_save(uint32_t sequence)
{
    rp_commit_info commit;
    memory_board_clear();
    rp_init();
    tiny_fill(6);
    tiny_event(12, &commit);
    CHECK(rp_board_storage_begin(rp_save_bytes()));
    CHECK(rp_save(write_board, NULL, sequence) == RP_OK);
    CHECK(rp_board_storage_commit());
}

/* Everything that the learner does after a restore is what it would have done without. */
static void restored_learner_goes_on_as_the_saved_one(void **state)
{
    (void)state;
    rp_commit_info commit;
    learn_and_save(7);
    assert_int_equal(board.saved_bytes, rp_save_bytes());
    assert_true(rp_save_bytes() <= rp_save_bytes_max());
    uint32_t saved = tiny_state_crc();
    tiny_event(20, &commit);
    uint32_t later = tiny_state_crc();
    uint32_t events = commit.events;
    assert_int_not_equal(later, saved);

    rp_init();
    uint32_t sequence = 0;
    assert_int_equal(rp_saved(read_board, NULL, &sequence), RP_OK);
    assert_int_equal(sequence, 7);
    assert_int_equal(rp_restore(read_board, NULL, &sequence), RP_OK);
    assert_int_equal(tiny_state_crc(), saved);
    tiny_event(20, &commit);
    assert_int_equal(tiny_state_crc(), later);
    assert_int_equal(commit.events, events);
}

static void configuration_is_saved(void **state)
{
    (void)state;
    rp_config config;
    rp_config back;
    uint32_t sequence;
    memory_board_clear();
    rp_init();
    rp_configuration(&config);
    config.seed = 0x123456789abcdef0U;
    config.epochs = 9;
    config.policy = RP_POLICY_FIFO;
    config.schedule = RP_SCHEDULE_COSINE;
    config.slots = 3;
    config.weight_decay = 0.125f;
    config.nesterov = true;
    assert_int_equal(rp_configure(&config), RP_OK);
    assert_int_equal(rp_save(write_board, NULL, 1), RP_OK);
    assert_true(rp_board_storage_commit());
    rp_init();
    assert_int_equal(rp_restore(read_board, NULL, &sequence), RP_OK);
    rp_configuration(&back);
    assert_true(back.seed == config.seed);
    assert_int_equal(back.epochs, 9);
    assert_int_equal(back.policy, RP_POLICY_FIFO);
    assert_int_equal(back.schedule, RP_SCHEDULE_COSINE);
    assert_int_equal(back.slots, 3);
    assert_true(back.weight_decay == 0.125f && back.nesterov);
}

/* A learner with something to lose, which must still have it after a refused restore. */
static uint32_t other_learner(void)
{
    rp_commit_info commit;
    rp_init();
    tiny_fill(3);
    tiny_event(4, &commit);
    return tiny_state_crc();
}

static void refused_and_unchanged(uint32_t before)
{
    uint32_t sequence = 99;
    rp_status status = rp_restore(read_board, NULL, &sequence);
    assert_true(status == RP_NOTHING_SAVED || status == RP_OTHER_MODEL);
    assert_int_equal(sequence, 99);
    assert_int_equal(tiny_state_crc(), before);
}

static void truncated_saves_are_refused(void **state)
{
    (void)state;
    learn_and_save(1);
    uint32_t whole = board.saved_bytes;
    uint32_t before = other_learner();
    for (uint32_t bytes = 0; bytes < whole; bytes++) {
        board.saved_bytes = bytes;
        refused_and_unchanged(before);
    }
}

static void every_changed_bit_is_noticed(void **state)
{
    (void)state;
    learn_and_save(1);
    uint32_t before = other_learner();
    for (uint32_t bit = 0; bit < 8 * board.saved_bytes; bit++) {
        board.saved[bit / 8] ^= (uint8_t)(1U << (bit % 8));
        refused_and_unchanged(before);
        board.saved[bit / 8] ^= (uint8_t)(1U << (bit % 8));
    }
    uint32_t sequence;
    assert_int_equal(rp_restore(read_board, NULL, &sequence), RP_OK);
}

static void saves_of_another_model_are_named_so(void **state)
{
    (void)state;
    uint32_t sequence;
    learn_and_save(1);
    board.saved[4] ^= 1; /* model hash */
    assert_int_equal(rp_restore(read_board, NULL, &sequence), RP_OTHER_MODEL);
}

static void failing_write_is_reported_and_keeps_the_old_save(void **state)
{
    (void)state;
    learn_and_save(1);
    uint32_t whole = board.saved_bytes;
    for (uint32_t at = 0; at < whole; at++) {
        board.fail_write_at = at;
        assert_true(rp_board_storage_begin(whole));
        assert_int_equal(rp_save(write_board, NULL, 2), RP_STORAGE_FAILED);
    }
    uint32_t sequence;
    assert_int_equal(rp_saved(read_board, NULL, &sequence), RP_OK);
    assert_int_equal(sequence, 1);
}

/* Fails, or gives other data, from the n-th reading on. */
static uint32_t readings_left;
static bool lie;

static bool read_until(void *context, uint32_t offset, void *data, uint32_t bytes)
{
    bool read = read_board(context, offset, data, bytes);
    if (readings_left > 0) {
        readings_left--;
        return read;
    }
    *(uint8_t *)data ^= 1;
    return read && lie;
}

static void storage_that_fails_in_the_second_pass_resets(void **state)
{
    (void)state;
    learn_and_save(1);
    rp_init();
    uint32_t fresh = tiny_state_crc();
    uint32_t resets = 0;
    for (uint32_t kind = 0; kind < 2; kind++) {
        lie = kind == 1;
        rp_status status = RP_NOTHING_SAVED;
        for (uint32_t readings = 0; status != RP_OK; readings++) {
            uint32_t before = other_learner();
            uint32_t sequence;
            readings_left = readings;
            status = rp_restore(read_until, NULL, &sequence);
            assert_true(readings < 200);
            if (status == RP_STORAGE_FAILED) {
                assert_int_equal(tiny_state_crc(), fresh);
                resets++;
            } else if (status != RP_OK) {
                assert_int_equal(tiny_state_crc(), before);
            }
        }
    }
    assert_true(resets >= 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(restored_learner_goes_on_as_the_saved_one),
        cmocka_unit_test(configuration_is_saved),
        cmocka_unit_test(truncated_saves_are_refused),
        cmocka_unit_test(every_changed_bit_is_noticed),
        cmocka_unit_test(saves_of_another_model_are_named_so),
        cmocka_unit_test(failing_write_is_reported_and_keeps_the_old_save),
        cmocka_unit_test(storage_that_fails_in_the_second_pass_resets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
