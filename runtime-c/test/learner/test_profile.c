/* PROFILE, in firmware built for it, with a counter that goes on by a step with every look: what is charged to a place is then the looks taken in it. */
#include <string.h>

#include "learner/rp_bytes.h"
#include "link/rp_link.h"
#include "link_client.h"
#include "memory_board.h"
#include "rp_profile.h"
#include "rp_test_check.h"
#include "tiny_driver.h"

enum { FILL = 0x05, INFER = 0x0b, PROFILE = 0x10 };
enum { STEP = 1000, START = 0xffff };

static const link_faults CLEAN;

typedef struct {
    uint64_t cycles;
    uint32_t entered;
} place_counts;

static void device_start(link_client *c)
{
    memory_board_clear();
    board.cycle_step = STEP;
    rp_init();
    rp_link_init();
    client_start(c, CLEAN, 1);
    client_hello(c, 1);
}

static rp_frame profile(link_client *c, uint16_t place)
{
    uint8_t payload[2];
    uint8_t *at = payload;
    rp_put_u16(&at, place);
    return client_call(c, PROFILE, payload, sizeof payload);
}

static place_counts counts(link_client *c, uint16_t place)
{
    rp_frame answer = profile(c, place);
    assert_int_equal(answer.payload[0], RP_OK);
    assert_int_equal(answer.bytes, 13);
    const uint8_t *at = answer.payload + 1;
    uint64_t cycles = rp_get_u64(&at);
    return (place_counts){cycles, rp_get_u32(&at)};
}

static void start(link_client *c)
{
    rp_frame answer = profile(c, START);
    assert_int_equal(answer.payload[0], RP_OK);
    const uint8_t *at = answer.payload + 1;
    assert_int_equal(rp_get_u16(&at), RP_PROFILE_PLACES);
}

static void infer(link_client *c, uint16_t key)
{
    uint8_t codes[RP_INPUT_BYTES];
    tiny_sample(key, codes);
    client_sample(c, codes, sizeof codes);
    assert_int_equal(client_call(c, INFER, NULL, 0).payload[0], RP_OK);
}

static void nothing_is_told_before_the_start(void **state)
{
    (void)state;
    link_client c;
    device_start(&c);
    board.has_cycles = false;
    assert_int_equal(profile(&c, START).payload[0], RP_NO_COUNTER);
    assert_int_equal(profile(&c, 0).payload[0], RP_WRONG_STATE);
    assert_int_equal(client_call(&c, PROFILE, NULL, 0).payload[0], RP_BAD_ARGUMENT);
    board.has_cycles = true;
    start(&c);
    assert_int_equal(profile(&c, RP_PROFILE_PLACES).payload[0], RP_BAD_ARGUMENT);
    assert_int_equal(counts(&c, 0).entered, 0);
}

/* A kernel looks twice, at its begin and its end, and the time between is its own. */
static void kernels_are_charged_apart_from_what_is_around_them(void **state)
{
    (void)state;
    link_client c;
    device_start(&c);
    start(&c);
    infer(&c, 1);
    infer(&c, 2);
    infer(&c, 3);
    for (uint16_t place = 0; place < RP_PROFILE_PLACES; place++) {
        place_counts now = counts(&c, place);
        bool in_inference = place == 0 || place == RP_PROFILE_PACK || place == RP_PROFILE_UNPACK;
        if (in_inference) {
            assert_int_equal(now.entered, 3);
            assert_int_equal(now.cycles, 3 * STEP);
        } else if (place < RP_CALLS || place == RP_PROFILE_UPDATE) {
            assert_int_equal(now.entered, 0);
            assert_int_equal(now.cycles, 0);
        }
    }
    /* Before, between and after pack, unpack and forward. */
    place_counts learner = counts(&c, RP_PROFILE_LEARNER);
    assert_int_equal(learner.entered, 3);
    assert_int_equal(learner.cycles, 3 * 4 * STEP);
    assert_true(counts(&c, RP_PROFILE_LINK).entered > 3);
    assert_true(counts(&c, RP_PROFILE_LINE).cycles > 0);
}

/* Nothing is lost or counted twice, also where the counter wraps. */
static void all_places_add_up_to_the_time_that_passed(void **state)
{
    (void)state;
    link_client c;
    rp_commit_info commit;
    device_start(&c);
    start(&c);
    board.cycles = UINT32_MAX - 7U * STEP;
    start(&c);
    infer(&c, 1);
    tiny_event(9, &commit);
    uint64_t sum = 0;
    uint32_t passed = board.cycles;
    uint32_t first = UINT32_MAX - 5U * STEP; /* the first look was at the entry to the request, the second at the start */
    for (uint16_t place = 0; place < RP_PROFILE_PLACES; place++) {
        uint64_t cycles;
        uint32_t entered;
        assert_true(rp_profile_read(place, &cycles, &entered));
        sum += cycles;
        if (place < RP_CALLS || place == RP_PROFILE_UPDATE) {
            assert_true(entered > 0);
            assert_int_equal(cycles, (uint64_t)entered * STEP);
        }
    }
    /* Each look of the loop is charged to the place outside, which comes last: its own is the last one counted. */
    assert_int_equal((uint32_t)(passed - first) + (uint64_t)RP_PROFILE_PLACES * STEP, sum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_told_before_the_start),
        cmocka_unit_test(kernels_are_charged_apart_from_what_is_around_them),
        cmocka_unit_test(all_places_add_up_to_the_time_that_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
