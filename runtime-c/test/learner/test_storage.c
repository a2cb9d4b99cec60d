/* Saves in flash: power that fails in any operation leaves the save before it or, from the first commit record on, the new one; and saving goes on.
 * Where the cut hits the last unit of that record it may be either, and the new one may still turn up later; what was found new stays. */
#include <string.h>

#include "flash_simulator.h"
#include "learner/rp_crc32.h"
#include "link/rp_storage.h"
#include "rp_model.h"
#include "rp_saves.h"
#include "rp_test.h"
#include "rp_test_check.h"
#include "storage/rp_save_record.h"
#include "tiny_driver.h"

static uint32_t cases;

/* States that differ: number n has n samples in the replay memory. */
#define STATES 9U
static uint32_t state_crc[STATES];

static void make_state(uint32_t n)
{
    rp_init();
    tiny_fill((uint16_t)n);
    state_crc[n] = tiny_state_crc();
}

/* Saves state n; false where the power failed. */
static bool save(uint32_t n, rp_status *status)
{
    make_state(n);
    if (setjmp(flash.power) != 0) {
        return false;
    }
    *status = rp_storage_save();
    return true;
}

static void save_well(uint32_t n)
{
    rp_status status = RP_STORAGE_FAILED;
    CHECK(save(n, &status) && status == RP_OK);
}

/* After power-on: which state comes back. */
static uint32_t restored(void)
{
    flash_power_on();
    rp_init();
    rp_storage_open(NULL);
    rp_status status = rp_storage_restore();
    if (rp_storage_sequence() == 0) {
        CHECK(status != RP_OK);
        return 0;
    }
    CHECK(status == RP_OK);
    rp_learner_info info;
    rp_info(&info);
    CHECK(info.used < STATES && tiny_state_crc() == state_crc[info.used]);
    return info.used;
}

/* A part with states 1, 2 and 3 saved one after the other. */
static void three_saves(const flash_part *part, uint32_t seed)
{
    flash_new(part, seed);
    CHECK(restored() == 0);
    for (uint32_t n = 1; n <= 3; n++) {
        save_well(n);
        CHECK(restored() == n && rp_storage_sequence() == n);
    }
}

/* Operations of saving state n. */
static uint32_t operations_of(const flash_part *part, uint32_t n)
{
    three_saves(part, 1);
    flash_power_on();
    save_well(n);
    return flash.operations;
}

/* The operation that completes the first commit record. */
static uint32_t commit_of(const flash_part *part, uint32_t operations)
{
    return operations - RP_RECORD_BYTES / part->layout.unit - 1U;
}

static void cut_next(uint32_t operation, uint32_t kind)
{
    flash_power_on();
    flash.cut_at = operation;
    flash.cut = (flash_cut)kind;
}

static void every_cut_leaves_the_old_save_or_the_new_one(void **state)
{
    (void)state;
    for (uint32_t p = 0; p < FLASH_PARTS_COUNT; p++) {
        const flash_part *part = &FLASH_PARTS[p];
        uint32_t operations = operations_of(part, 4);
        uint32_t commit = commit_of(part, operations);
        for (uint32_t i = 0; i < operations * CUT_KINDS * 3U; i++, cases++) {
            uint32_t at = i % operations;
            flash_cut kind = (flash_cut)(i / operations % CUT_KINDS);
            rp_status status;
            three_saves(part, i);
            cut_next(at, kind);
            assert_false(save(4, &status));
            uint32_t now = restored();
            uint32_t expected = at < commit || (at == commit && kind == CUT_BEFORE) ? 3 : 4;
            assert_true(now == expected || (at == commit && now == 3));
            flash_age();
            uint32_t later = restored();
            assert_true(later == now || (at == commit && later == 4));
            save_well(5);
            assert_int_equal(restored(), 5);
            assert_int_equal(rp_storage_sequence(), later + 1);
            assert_int_equal(flash.violations, 0);
        }
    }
    print_message("%u cuts\n", cases);
    assert_true(cases >= 6000);
}

/* Power-on, with a cut in what that programs; false where there was none. */
static bool cut_power_on(uint32_t operation, uint32_t kind)
{
    cut_next(operation, kind);
    if (setjmp(flash.power) != 0) {
        return true;
    }
    rp_storage_open(NULL);
    return false;
}

static void cuts_in_a_row_at_power_on_leave_a_save(void **state)
{
    (void)state;
    uint32_t repairs = 0;
    for (uint32_t p = 0; p < FLASH_PARTS_COUNT; p++) {
        const flash_part *part = &FLASH_PARTS[p];
        uint32_t operations = operations_of(part, 4);
        uint32_t record = RP_RECORD_BYTES / part->layout.unit;
        for (uint32_t i = 0; i < 2000; i++) {
            rp_status status;
            three_saves(part, i);
            cut_next(operations - 1U - i % (2U * record + 1U), i % CUT_KINDS);
            assert_false(save(4, &status));
            for (uint32_t row = 0; row < i % 3; row++) {
                repairs += cut_power_on(i / 3 % (2U * record), i / 7 % CUT_KINDS) ? 1 : 0;
                if (i % 5 == row) {
                    flash_age();
                }
            }
            uint32_t now = restored();
            assert_true(now == 3 || now == 4);
            flash_age();
            uint32_t later = restored();
            assert_true(later == now || later == 4);
            save_well(5);
            assert_int_equal(restored(), 5);
            assert_int_equal(flash.violations, 0);
        }
    }
    print_message("%u cuts at power-on\n", repairs);
    assert_true(repairs >= 1000);
}

/* What the device had come back to after one cut outlives another one in the save that follows. */
static void what_came_back_after_a_cut_outlives_the_next_cut(void **state)
{
    (void)state;
    uint32_t pairs = 0;
    for (uint32_t p = 0; p < FLASH_PARTS_COUNT; p++) {
        const flash_part *part = &FLASH_PARTS[p];
        uint32_t operations = operations_of(part, 4);
        uint32_t record = RP_RECORD_BYTES / part->layout.unit;
        /* The first cut: in the last data, in either commit record. */
        for (uint32_t first = operations - 2U * record - 2U; first < operations; first += record > 8 ? 5 : 1) {
            for (uint32_t kinds = 0; kinds < CUT_KINDS * 2U; kinds++) {
                bool again = true;
                for (uint32_t second = 0; again; second++, pairs++) {
                    rp_status status;
                    three_saves(part, pairs);
                    cut_next(first, kinds % CUT_KINDS);
                    assert_false(save(4, &status));
                    if (kinds >= CUT_KINDS) {
                        flash_age();
                    }
                    uint32_t before = restored();
                    cut_next(second, (second + kinds + first) % CUT_KINDS);
                    again = !save(5, &status);
                    uint32_t after = restored();
                    assert_true(after == before || after == 5);
                    flash_age();
                    after = restored();
                    assert_true(after == before || after == 5);
                    save_well(6);
                    assert_int_equal(restored(), 6);
                    assert_int_equal(flash.violations, 0);
                }
            }
        }
    }
    print_message("%u pairs of cuts\n", pairs);
    assert_true(pairs >= 60000);
}

static void operations_that_fail_are_reported_and_change_nothing(void **state)
{
    (void)state;
    for (uint32_t p = 0; p < FLASH_PARTS_COUNT; p++) {
        const flash_part *part = &FLASH_PARTS[p];
        uint32_t operations = operations_of(part, 4);
        uint32_t commit = commit_of(part, operations);
        for (uint32_t at = 0; at < operations; at++) {
            rp_status status = RP_OK;
            three_saves(part, at);
            flash_power_on();
            flash.fail_at = at;
            assert_true(save(4, &status));
            assert_int_equal(status, at <= commit ? RP_STORAGE_FAILED : RP_OK);
            uint32_t kept = at <= commit ? 3 : 4;
            assert_int_equal(rp_storage_sequence(), kept);
            assert_int_equal(rp_storage_restore(), RP_OK);
            assert_int_equal(tiny_state_crc(), state_crc[kept]);
            flash_power_on();
            save_well(5);
            assert_int_equal(restored(), 5);
            assert_int_equal(flash.violations, 0);
        }
    }
}

static void slots_wear_alike(void **state)
{
    (void)state;
    for (uint32_t p = 0; p < FLASH_PARTS_COUNT; p++) {
        const flash_part *part = &FLASH_PARTS[p];
        three_saves(part, 1);
        for (uint32_t i = 0; i < 97; i++) {
            save_well(1 + i % 8);
            assert_true(i % 10 != 0 || restored() == 1 + i % 8);
        }
        uint32_t a = flash.wear[part->layout.slot[0].sectors[0].first];
        uint32_t b = flash.wear[part->layout.slot[1].sectors[0].first];
        assert_int_equal(a + b, 100);
        assert_int_equal(a, b);
        assert_int_equal(flash.violations, 0);
    }
}

static uint8_t image[1024];

static bool write_image(void *context, uint32_t offset, const void *data, uint32_t bytes)
{
    (void)context;
    CHECK(offset + bytes <= sizeof image);
    memcpy(image + offset, data, bytes);
    return true;
}

/* State n as save `sequence`, whose record has the number `number`, in slot 0; as an owner of saves may have come to it after years. */
static void plant(uint32_t n, uint32_t sequence, uint32_t number)
{
    const rp_flash_layout *layout = rp_flash_get_layout();
    static const uint8_t owner[RP_SAVES_OWNER] = RP_MODEL_HASH;
    CHECK(rp_saves_open(owner) || true);
    make_state(n);
    memset(image, 0xff, sizeof image);
    CHECK(rp_save(write_image, NULL, sequence) == RP_OK);
    rp_save_record record = {.number = number, .bytes = rp_save_bytes(), .crc = rp_crc32(0, image, rp_save_bytes())};
    memcpy(record.owner, owner, sizeof owner);
    for (uint32_t i = 0; i < layout->slot[0].runs; i++) {
        for (uint32_t k = 0; k < layout->slot[0].sectors[i].count; k++) {
            CHECK(rp_flash_erase(layout->slot[0].sectors[i].first + k));
        }
    }
    for (uint32_t offset = 0; offset < rp_save_bytes(); offset += layout->unit) {
        CHECK(rp_flash_program(layout->slot[0].address + RP_SAVE_SLOT_HEAD + offset, image + offset));
    }
    CHECK(rp_record_write(&layout->slot[0], 0, &record));
}

static void numbers_wrap(void **state)
{
    (void)state;
    flash_new(&FLASH_PARTS[0], 3);
    plant(1, UINT32_MAX - 1U, UINT32_MAX - 1U);
    for (uint32_t n = 2; n <= 6; n++) {
        assert_int_equal(restored(), n - 1);
        save_well(n);
    }
    assert_int_equal(restored(), 6);
    assert_int_equal(rp_storage_sequence(), 4); /* ..., 2^32 - 1, 1, 2, 3, 4: 0 is "none" */
}

static void another_models_save_is_told_and_kept_for_a_while(void **state)
{
    static const uint8_t other[RP_SAVES_OWNER] = "another";
    static const uint8_t text[] = "saved by another model";
    uint8_t back[sizeof text] = {0};
    (void)state;
    for (uint32_t p = 0; p < FLASH_PARTS_COUNT; p++) {
        flash_new(&FLASH_PARTS[p], 5);
        assert_false(rp_saves_open(other));
        for (uint32_t i = 0; i < 7; i++) {
            assert_true(rp_saves_begin(sizeof text) && rp_saves_write(0, text, sizeof text) && rp_saves_commit());
        }
        assert_int_equal(restored(), 0);
        save_well(1); /* in place of the other's older one */
        assert_int_equal(restored(), 1);
        assert_true(rp_saves_open(other) && rp_saves_read(0, back, sizeof back));
        assert_memory_equal(back, text, sizeof text);
        assert_false(rp_saves_read(1, back, sizeof back));
        assert_int_equal(restored(), 1);
        save_well(2);
        assert_int_equal(restored(), 2);
        assert_true(rp_saves_open(other)); /* the newest there is, but not its own */
        assert_int_equal(restored(), 2);
    }
}

static struct {
    uint32_t erases;  /* that were done when progress was last told */
    uint32_t allowed; /* since then */
    uint32_t calls, done, of;
} told;

static uint32_t erases(void)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < FLASH_SECTORS; i++) {
        sum += flash.wear[i];
    }
    return sum;
}

static void on_progress(uint32_t done, uint32_t of)
{
    CHECK(erases() - told.erases <= told.allowed && done >= told.done && done <= of);
    told.erases = erases();
    told.calls++;
    told.done = done;
    told.of = of;
}

/* Parts have sectors of 2 KiB and more; of those simulated here one slot's are large enough for the records and for what is written in one go. */
static uint32_t most_at_once(const rp_flash_slot *slot)
{
    return slot->sectors[0].bytes >= RP_SAVE_SLOT_HEAD ? 1 : FLASH_SECTORS;
}

/* The host hears of a save at least once for every sector that it erases. */
static void progress_is_told_between_two_erases(void **state)
{
    (void)state;
    uint32_t most = 0;
    uint32_t strict = 0;
    for (uint32_t p = 0; p < FLASH_PARTS_COUNT; p++) {
        three_saves(&FLASH_PARTS[p], 3);
        flash_power_on();
        rp_storage_open(on_progress);
        memset(&told, 0, sizeof told);
        told.allowed = most_at_once(&FLASH_PARTS[p].layout.slot[1]);
        strict += told.allowed == 1 ? 1 : 0;
        uint32_t before = told.erases = erases();
        save_well(4);
        CHECK(erases() - told.erases == 0 && told.done == told.of && told.of == (rp_save_bytes() + 1023U) / 1024U);
        CHECK(told.calls > erases() - before);
        most = erases() - before > most ? erases() - before : most;
        assert_int_equal(restored(), 4);
    }
    assert_true(most >= 2);
    assert_true(strict >= 3);
}

static void a_save_must_fit_come_in_order_and_be_complete(void **state)
{
    (void)state;
    three_saves(&FLASH_PARTS[1], 9);
    uint8_t byte = 7;
    flash_power_on();
    assert_false(rp_saves_begin(rp_saves_capacity() + 1U));
    assert_false(rp_saves_write(0, &byte, 1));
    assert_false(rp_saves_commit());
    assert_int_equal(flash.operations, 0);
    assert_true(rp_saves_begin(3));
    assert_true(rp_saves_write(0, &byte, 1));
    assert_false(rp_saves_write(2, &byte, 1));
    assert_false(rp_saves_commit());
    assert_int_equal(restored(), 3);
    assert_true(rp_saves_begin(rp_saves_capacity()));
    for (uint32_t i = 0; i < rp_saves_capacity(); i++) {
        assert_true(rp_saves_write(i, &byte, 1));
    }
    assert_false(rp_saves_write(rp_saves_capacity(), &byte, 1));
    assert_true(rp_saves_commit());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cut_leaves_the_old_save_or_the_new_one),
        cmocka_unit_test(what_came_back_after_a_cut_outlives_the_next_cut),
        cmocka_unit_test(cuts_in_a_row_at_power_on_leave_a_save),
        cmocka_unit_test(operations_that_fail_are_reported_and_change_nothing),
        cmocka_unit_test(slots_wear_alike),
        cmocka_unit_test(numbers_wrap),
        cmocka_unit_test(another_models_save_is_told_and_kept_for_a_while),
        cmocka_unit_test(progress_is_told_between_two_erases),
        cmocka_unit_test(a_save_must_fit_come_in_order_and_be_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
