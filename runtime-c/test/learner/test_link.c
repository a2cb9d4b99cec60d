/* The link over a bad line: a script of FILL, events with samples that are asked for again, and inference must leave exactly the learner that a clean
 * line leaves, with every sample trained exactly as often. And the rules of delivery one by one. */
#include <string.h>

#include "learner/rp_bytes.h"
#include "link/rp_cobs.h"
#include "link/rp_link.h"
#include "link_client.h"
#include "memory_board.h"
#include "rp_model.h"
#include "rp_test_check.h"
#include "tiny_counts.h"
#include "tiny_driver.h"

enum { DATA = 0x04, FILL = 0x05, EVENT_BEGIN = 0x06, EVENT_ADD = 0x07, TRAIN = 0x08, SUPPLY = 0x09, EVENT_END = 0x0a, INFER = 0x0b, CHECKSUM = 0x0c,
       READ = 0x0d, SAVE = 0x0e, RESTORE = 0x0f, RESET = 0x02 };

static const link_faults CLEAN;

static void device_start(void)
{
    memory_board_clear();
    memset(tiny_trained, 0, sizeof tiny_trained);
    tiny_frozen_runs = 0;
    rp_init();
    rp_link_init();
}

static rp_frame call_u16(link_client *c, uint8_t type, uint32_t count, uint16_t a, uint16_t b)
{
    uint8_t payload[4];
    uint8_t *at = payload;
    rp_put_u16(&at, a);
    rp_put_u16(&at, b);
    return client_call(c, type, payload, 2 * count);
}

static void send_key(link_client *c, uint16_t key)
{
    uint8_t codes[RP_INPUT_BYTES];
    tiny_sample(key, codes);
    client_sample(c, codes, sizeof codes);
}

static uint16_t u16_at(const rp_frame *answer, uint32_t offset)
{
    const uint8_t *at = answer->payload + offset;
    return rp_get_u16(&at);
}

static void supply(link_client *c, uint16_t index)
{
    send_key(c, (uint16_t)(TINY_EVENT_KEY + index));
    assert_int_equal(call_u16(c, SUPPLY, 1, index, 0).payload[0], RP_OK);
}

static void run_event(link_client *c, uint16_t samples)
{
    assert_int_equal(call_u16(c, EVENT_BEGIN, 1, samples, 0).payload[0], RP_OK);
    for (uint16_t index = 0; index < samples; index++) {
        send_key(c, (uint16_t)(TINY_EVENT_KEY + index));
        assert_int_equal(call_u16(c, EVENT_ADD, 2, index, tiny_label((uint16_t)(TINY_EVENT_KEY + index))).payload[0], RP_OK);
    }
    for (;;) {
        rp_frame answer = client_call(c, TRAIN, NULL, 0);
        assert_int_equal(answer.payload[0], RP_OK);
        if (answer.payload[1] == RP_TRAINED) {
            break;
        }
        if (answer.payload[1] == RP_NEEDS_SAMPLE) {
            supply(c, u16_at(&answer, 2));
        }
    }
    for (;;) {
        rp_frame answer = client_call(c, EVENT_END, NULL, 0);
        assert_int_equal(answer.payload[0], RP_OK);
        if (answer.payload[1] == RP_COMMITTED) {
            break;
        }
        supply(c, u16_at(&answer, 2));
    }
}

typedef struct {
    uint32_t state, frozen_runs, trained[256];
    rp_frame inferred;
} outcome;

static outcome run_script(link_client *c)
{
    outcome result = {0};
    device_start();
    client_hello(c, 0xfeed0000U);
    for (uint16_t key = 0; key < 4; key++) {
        send_key(c, key);
        assert_int_equal(call_u16(c, FILL, 1, tiny_label(key), 0).payload[0], RP_OK);
    }
    run_event(c, 9);
    run_event(c, 3);
    send_key(c, 200);
    result.inferred = client_call(c, INFER, NULL, 0);
    result.inferred.seq = 0;
    result.state = tiny_state_crc();
    result.frozen_runs = tiny_frozen_runs;
    memcpy(result.trained, tiny_trained, sizeof tiny_trained);
    return result;
}

/* Epochs 2 over 9 and 3 new samples: each passes through backward twice an event. */
static void clean_line_trains_every_sample_as_often_as_epochs_say(void **state)
{
    (void)state;
    link_client c;
    client_start(&c, CLEAN, 1);
    outcome clean = run_script(&c);
    assert_int_equal(c.repeats, 0);
    for (uint16_t index = 3; index < 9; index++) {
        /* Index 3 and up are only in the first event; what is more than 2 was replayed later. */
        assert_true(clean.trained[TINY_EVENT_KEY + index] >= 2);
    }
    uint32_t all = 0;
    for (uint32_t key = 0; key < 256; key++) {
        all += clean.trained[key];
    }
    /* 3 new + 4 replayed: 3 minibatches an epoch in the first event, 1 in the second. */
    assert_int_equal(all, 2 * (9 + 3 * 4) + 2 * (3 + 4));
}

static void bad_lines_change_nothing(void **state)
{
    (void)state;
    link_client c;
    client_start(&c, CLEAN, 1);
    outcome clean = run_script(&c);
    const link_faults faults[] = {
        {.lose = 100}, {.twice = 100}, {.swap = 100}, {.change = 100}, {.stale = 2000}, {.lose = 100, .twice = 100, .swap = 100, .change = 100, .stale = 500},
    };
    for (uint32_t k = 0; k < sizeof faults / sizeof faults[0]; k++) {
        for (uint64_t seed = 1; seed <= 8; seed++) {
            client_start(&c, faults[k], seed);
            outcome bad = run_script(&c);
            assert_memory_equal(&bad, &clean, sizeof clean);
            assert_true(faults[k].stale == 2000 ? c.stales > 20 && c.naks > 0 : c.repeats > 20);
        }
    }
}

static void seq_wraps_past_zero(void **state)
{
    (void)state;
    link_client c;
    client_start(&c, CLEAN, 1);
    outcome clean = run_script(&c);
    client_start(&c, (link_faults){.lose = 100}, 5);
    c.seq = 65500;
    outcome wrapped = run_script(&c);
    assert_true(c.seq < 65500);
    assert_memory_equal(&wrapped, &clean, sizeof clean);
}

/* -- single rules -- */

static rp_frame sent_frame(uint32_t number)
{
    rp_frame_reader reader = {0};
    rp_frame frame;
    for (uint32_t i = 0; i < board.sent_bytes; i++) {
        if (rp_frame_read(&reader, board.sent[i], RP_DEVICE_TO_HOST, &frame) && number-- == 0) {
            return frame;
        }
    }
    return (rp_frame){.type = 0};
}

static rp_frame raw_request(uint8_t type, uint16_t seq, const void *payload, uint32_t bytes)
{
    rp_frame request = {.type = type, .seq = seq, .bytes = (uint8_t)bytes};
    uint8_t encoded[RP_ENCODED_MAX];
    if (bytes > 0) {
        memcpy(request.payload, payload, bytes);
    }
    board.sent_bytes = 0;
    rp_link_receive(encoded, rp_frame_write(&request, RP_HOST_TO_DEVICE, encoded));
    return sent_frame(0);
}

static void hello_at(uint16_t seq, uint32_t session)
{
    uint8_t payload[12] = {0};
    uint8_t *at = payload;
    rp_put_u32(&at, session);
    rp_frame answer = raw_request(RP_TYPE_HELLO, seq, payload, sizeof payload);
    assert_int_equal(answer.type, RP_TYPE_RESPONSE);
    assert_int_equal(answer.seq, seq);
    assert_int_equal(answer.bytes, 38);
}

static void requests_before_hello_are_told_that_there_is_no_session(void **state)
{
    (void)state;
    device_start();
    rp_frame answer = raw_request(TRAIN, 7, NULL, 0);
    assert_int_equal(answer.type, RP_TYPE_NAK);
    assert_int_equal(answer.seq, 7);
    assert_int_equal(answer.bytes, 2);
    assert_int_equal(u16_at(&answer, 0), 0);
}

static void eight_answers_are_remembered(void **state)
{
    (void)state;
    device_start();
    hello_at(10, 1);
    uint8_t payload[6] = {0, 0, 0, 0, 1, 2};
    for (uint16_t seq = 11; seq <= 19; seq++) {
        assert_int_equal(raw_request(DATA, seq, payload, 6).payload[0], RP_OK);
    }
    for (uint16_t seq = 12; seq <= 19; seq++) {
        rp_frame again = raw_request(DATA, seq, payload, 5); /* what it now says does not matter */
        assert_int_equal(again.type, RP_TYPE_RESPONSE);
        assert_int_equal(again.seq, seq);
        assert_int_equal(again.payload[1], 2);
    }
    rp_frame older = raw_request(DATA, 11, payload, 6);
    assert_int_equal(older.type, RP_TYPE_NAK);
    assert_int_equal(u16_at(&older, 0), 20);
}

static void repeated_hello_changes_nothing_and_a_new_one_begins_anew(void **state)
{
    (void)state;
    device_start();
    hello_at(65535, 1);
    uint8_t half[6] = {0};
    assert_int_equal(raw_request(DATA, 1, half, 6).payload[0], RP_OK);
    hello_at(65535, 1);
    uint8_t more[6] = {2};
    assert_int_equal(raw_request(DATA, 2, more, 6).payload[0], RP_OK); /* goes on behind the first two codes */
    hello_at(400, 2);
    assert_int_equal(raw_request(TRAIN, 3, NULL, 0).type, RP_TYPE_NAK);
    uint8_t further[6] = {4};
    assert_int_equal(raw_request(DATA, 401, further, 6).payload[0], RP_BAD_ARGUMENT); /* the sample was forgotten */
}

static void hello_of_another_model_is_refused_with_our_hash(void **state)
{
    (void)state;
    const uint8_t hash[8] = RP_MODEL_HASH;
    uint8_t payload[12] = {1, 0, 0, 0, 9};
    device_start();
    hello_at(10, 1);
    rp_frame answer = raw_request(RP_TYPE_HELLO, 50, payload, sizeof payload);
    assert_int_equal(answer.payload[0], RP_OTHER_MODEL);
    assert_int_equal(answer.bytes, 9);
    assert_memory_equal(answer.payload + 1, hash, 8);
    assert_int_equal(raw_request(RESET, 11, NULL, 0).payload[0], RP_OK); /* the session goes on */
    memcpy(payload + 4, hash, 8);
    assert_int_equal(raw_request(RP_TYPE_HELLO, 50, payload, sizeof payload).payload[0], RP_OK);
}

static void refused_requests_leave_the_sample(void **state)
{
    (void)state;
    link_client c;
    client_start(&c, CLEAN, 1);
    device_start();
    client_hello(&c, 1);
    assert_int_equal(call_u16(&c, FILL, 1, 0, 0).payload[0], RP_INCOMPLETE_SAMPLE);
    send_key(&c, 5);
    assert_int_equal(call_u16(&c, FILL, 1, RP_CLASSES, 0).payload[0], RP_BAD_ARGUMENT);
    assert_int_equal(call_u16(&c, FILL, 2, 0, 0).payload[0], RP_BAD_ARGUMENT); /* too long */
    assert_int_equal(client_call(&c, 0x10, NULL, 0).payload[0], RP_NOT_BUILT_IN);
    assert_int_equal(client_call(&c, 0x77, NULL, 0).payload[0], RP_NOT_BUILT_IN);
    assert_int_equal(call_u16(&c, FILL, 1, 0, 0).payload[0], RP_OK);
    assert_int_equal(call_u16(&c, FILL, 1, 0, 0).payload[0], RP_INCOMPLETE_SAMPLE); /* used up */
}

static void tensors_can_be_read_and_their_ends_are_kept(void **state)
{
    (void)state;
    link_client c;
    client_start(&c, CLEAN, 1);
    device_start();
    client_hello(&c, 1);
    uint8_t read[8] = {RP_WEIGHT, 0, 0, 0, 0, 0, 0, 48};
    rp_frame answer = client_call(&c, READ, read, 8);
    assert_int_equal(answer.bytes, 49);
    assert_memory_equal(answer.payload + 1, rp_tensors[0].initial, 48);
    read[3] = 1; /* one byte too far */
    assert_int_equal(client_call(&c, READ, read, 8).payload[0], RP_BAD_ARGUMENT);
    memset(read + 3, 0xff, 4);
    assert_int_equal(client_call(&c, READ, read, 8).payload[0], RP_BAD_ARGUMENT);
    uint8_t logits[3] = {RP_LOGITS, 0, 0};
    assert_int_equal(client_call(&c, CHECKSUM, logits, 3).payload[0], RP_WRONG_STATE);
    send_key(&c, 5);
    rp_frame inferred = client_call(&c, INFER, NULL, 0);
    assert_int_equal(inferred.bytes, 1 + 2 + 4 * RP_CLASSES);
    uint8_t read_logits[8] = {RP_LOGITS, 0, 0, 0, 0, 0, 0, 12};
    answer = client_call(&c, READ, read_logits, 8);
    assert_memory_equal(answer.payload + 1, inferred.payload + 3, 12);
    send_key(&c, 5);
    assert_int_equal(client_call(&c, CHECKSUM, logits, 3).payload[0], RP_WRONG_STATE);
}

static void saves_go_to_the_board_and_are_found_at_start(void **state)
{
    (void)state;
    link_client c;
    client_start(&c, CLEAN, 1);
    device_start();
    client_hello(&c, 1);
    send_key(&c, 5);
    assert_int_equal(call_u16(&c, FILL, 1, 0, 0).payload[0], RP_OK);
    uint32_t before = tiny_state_crc();
    assert_int_equal(client_call(&c, SAVE, NULL, 0).payload[1], 1);
    assert_int_equal(client_call(&c, SAVE, NULL, 0).payload[1], 2);
    rp_init();
    rp_link_init();
    client_hello(&c, 2);
    rp_frame restored = client_call(&c, RESTORE, NULL, 0);
    assert_int_equal(restored.payload[0], RP_OK);
    assert_int_equal(restored.payload[1], 2);
    assert_int_equal(tiny_state_crc(), before);
    assert_int_equal(client_call(&c, SAVE, NULL, 0).payload[1], 3);
    board.has_storage = false; /* which is looked at once */
    rp_link_init();
    client_hello(&c, 3);
    assert_int_equal(client_call(&c, SAVE, NULL, 0).payload[0], RP_NOT_BUILT_IN);
    assert_int_equal(client_call(&c, RESTORE, NULL, 0).payload[0], RP_NOT_BUILT_IN);
}

static void long_work_is_seen(void **state)
{
    (void)state;
    link_client c;
    client_start(&c, CLEAN, 1);
    device_start();
    client_hello(&c, 1);
    assert_int_equal(call_u16(&c, EVENT_BEGIN, 1, 1, 0).payload[0], RP_OK);
    send_key(&c, TINY_EVENT_KEY);
    assert_int_equal(call_u16(&c, EVENT_ADD, 2, 0, 0).payload[0], RP_OK);
    board.millis += 300;
    rp_frame progress = raw_request(TRAIN, c.seq, NULL, 0);
    assert_int_equal(progress.type, 0x40);
    assert_int_equal(progress.seq, c.seq);
    assert_int_equal(u16_at(&progress, 0), 1);
    assert_int_equal(u16_at(&progress, 2), 1);
    assert_int_equal(sent_frame(1).type, RP_TYPE_RESPONSE);
}

static void slow_storage_is_seen(void **state)
{
    (void)state;
    link_client c;
    client_start(&c, CLEAN, 1);
    device_start();
    client_hello(&c, 1);
    uint32_t kilobytes = (rp_save_bytes() + 1023U) / 1024U;
    board.write_millis = 300;
    rp_frame progress = raw_request(SAVE, c.seq, NULL, 0);
    uint32_t frames = 0;
    uint32_t done = 0;
    for (rp_frame f = progress; f.type == RP_TYPE_PROGRESS; f = sent_frame(++frames)) {
        assert_int_equal(f.seq, c.seq);
        assert_true(u16_at(&f, 0) >= done && u16_at(&f, 0) <= kilobytes);
        assert_int_equal(u16_at(&f, 2), kilobytes);
        done = u16_at(&f, 0);
    }
    assert_true(frames > kilobytes);
    assert_int_equal(done, kilobytes);
    rp_frame answer = sent_frame(frames);
    assert_int_equal(answer.type, RP_TYPE_RESPONSE);
    assert_int_equal(answer.payload[0], RP_OK);
}

static void cobs_round_trip_and_refusals(void **state)
{
    (void)state;
    test_random random = test_seed(4);
    for (uint32_t n = 0; n <= 72; n++) {
        for (uint32_t k = 0; k < 50; k++) {
            uint8_t data[72];
            uint8_t encoded[73];
            for (uint32_t i = 0; i < n; i++) {
                data[i] = (uint8_t)(test_int(&random, 0, 2) == 0 ? 0 : test_int(&random, 0, 255));
            }
            uint32_t bytes = rp_cobs_encode(data, n, encoded);
            assert_int_equal(bytes, n + 1);
            assert_null(memchr(encoded, 0, bytes));
            assert_int_equal(rp_cobs_decode(encoded, bytes), n);
            assert_memory_equal(encoded, data, n);
        }
    }
    uint8_t example[] = {0x03, 0x11, 0x22, 0x02, 0x33}; /* of the COBS paper's kind: 11 22 00 33 */
    assert_int_equal(rp_cobs_decode(example, sizeof example), 4);
    assert_memory_equal(example, "\x11\x22\x00\x33", 4);
    uint8_t beyond[] = {0x04, 0x11, 0x22};
    assert_int_equal(rp_cobs_decode(beyond, sizeof beyond), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_line_trains_every_sample_as_often_as_epochs_say),
        cmocka_unit_test(bad_lines_change_nothing),
        cmocka_unit_test(seq_wraps_past_zero),
        cmocka_unit_test(requests_before_hello_are_told_that_there_is_no_session),
        cmocka_unit_test(eight_answers_are_remembered),
        cmocka_unit_test(repeated_hello_changes_nothing_and_a_new_one_begins_anew),
        cmocka_unit_test(hello_of_another_model_is_refused_with_our_hash),
        cmocka_unit_test(refused_requests_leave_the_sample),
        cmocka_unit_test(tensors_can_be_read_and_their_ends_are_kept),
        cmocka_unit_test(saves_go_to_the_board_and_are_found_at_start),
        cmocka_unit_test(long_work_is_seen),
        cmocka_unit_test(slow_storage_is_seen),
        cmocka_unit_test(cobs_round_trip_and_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
