/* 120,000 mutated frames at the device, under the sanitizers. One half is broken after its checksum was made (parser); the other has a right
 * checksum and a right seq, but any type, length and payload (requests). Whatever comes, a HELLO is answered afterwards. */
#include <string.h>

#include "learner/rp_bytes.h"
#include "link/rp_link.h"
#include "link_client.h"
#include "memory_board.h"
#include "reprise.h"
#include "rp_model.h"
#include "rp_test_check.h"

#define CASES 120000U

static test_random rng;
static uint16_t next_seq;

static uint8_t any_byte(void)
{
    /* Small values, the ends of the range and others. */
    switch (test_int(&rng, 0, 3)) {
    case 0:
        return (uint8_t)test_int(&rng, 0, 3);
    case 1:
        return test_int(&rng, 0, 1) == 0 ? 0 : 0xff;
    default:
        return (uint8_t)test_int(&rng, 0, 255);
    }
}

static uint32_t usual_length(uint8_t type)
{
    static const uint8_t lengths[17] = {0, 12, 0, 43, 64, 2, 2, 4, 0, 2, 0, 0, 3, 8, 0, 0, 2};
    return type < sizeof lengths ? lengths[type] : (uint32_t)test_int(&rng, 0, 64);
}

static uint32_t any_frame(uint8_t *encoded)
{
    rp_frame frame = {0};
    frame.type = test_int(&rng, 0, 19) == 0 ? any_byte() : (uint8_t)test_int(&rng, 2, 16);
    frame.bytes = (uint8_t)(test_int(&rng, 0, 9) == 0 ? (uint32_t)test_int(&rng, 0, 64) : usual_length(frame.type));
    frame.seq = test_int(&rng, 0, 9) == 0 ? (uint16_t)test_int(&rng, 0, 65535) : next_seq;
    for (uint32_t i = 0; i < frame.bytes; i++) {
        frame.payload[i] = any_byte();
    }
    if (frame.type == 0x04 && test_int(&rng, 0, 1) == 0) {
        /* Codes that follow each other, so that samples become complete. */
        static uint32_t offset;
        uint8_t *at = frame.payload;
        offset = offset >= RP_INPUT_BYTES ? 0 : offset;
        frame.bytes = (uint8_t)(4U + (RP_INPUT_BYTES - offset < 60U ? RP_INPUT_BYTES - offset : 60U));
        rp_put_u32(&at, offset);
        offset += frame.bytes - 4U;
    }
    return rp_frame_write(&frame, RP_HOST_TO_DEVICE, encoded);
}

static uint32_t mutate(uint8_t *bytes, uint32_t count)
{
    for (int32_t changes = test_int(&rng, 1, 4); changes > 0; changes--) {
        uint32_t at = (uint32_t)test_int(&rng, 0, (int32_t)count - 1);
        switch (test_int(&rng, 0, 4)) {
        case 0:
            bytes[at] = any_byte();
            break;
        case 1:
            bytes[at] ^= (uint8_t)(1U << test_int(&rng, 0, 7));
            break;
        case 2:
            count = at + 1;
            break;
        case 3:
            memmove(bytes + at, bytes + at + 1, count - at - 1);
            count = count > 1 ? count - 1 : 1;
            break;
        default:
            memmove(bytes + at + 1, bytes + at, count - at);
            bytes[at] = any_byte();
            count++;
            break;
        }
    }
    return count;
}

static bool answered(const rp_frame *request)
{
    uint8_t encoded[1 + RP_ENCODED_MAX] = {0};
    uint32_t bytes = rp_frame_write(request, RP_HOST_TO_DEVICE, encoded + 1);
    rp_frame_reader reader = {0};
    rp_frame frame;
    board.sent_bytes = 0;
    rp_link_receive(encoded, bytes + 1);
    for (uint32_t i = 0; i < board.sent_bytes; i++) {
        if (rp_frame_read(&reader, board.sent[i], RP_DEVICE_TO_HOST, &frame) && frame.type == RP_TYPE_RESPONSE && frame.seq == request->seq) {
            return true;
        }
    }
    return false;
}

static void hello(uint32_t session)
{
    rp_frame request = {.type = RP_TYPE_HELLO, .seq = (uint16_t)test_int(&rng, 1, 65535), .bytes = 12};
    uint8_t *at = request.payload;
    rp_put_u32(&at, session);
    assert_true(answered(&request));
    next_seq = request.seq == UINT16_MAX ? 1 : (uint16_t)(request.seq + 1);
}

static void mutated_frames_do_no_harm(void **state)
{
    (void)state;
    uint32_t executed = 0;
    rng = test_seed(2024);
    memory_board_clear();
    rp_init();
    rp_link_init();
    hello(1);
    uint32_t cases = 0;
    for (; cases < CASES; cases++) {
        uint8_t bytes[RP_ENCODED_MAX + 8U];
        uint32_t count = any_frame(bytes);
        if (cases % 2 == 0) {
            count = mutate(bytes, count);
        }
        board.sent_bytes = 0;
        rp_link_receive(bytes, count);
        if (board.sent_bytes > 0 && board.sent[3] != RP_TYPE_NAK) {
            executed++;
            next_seq = next_seq == UINT16_MAX ? 1 : (uint16_t)(next_seq + 1);
        }
        if (cases % 16 == 15) {
            hello(cases);
        }
    }
    assert_int_equal(cases, CASES);
    assert_true(executed > CASES / 4);
}

static void noise_does_no_harm(void **state)
{
    (void)state;
    rng = test_seed(7);
    memory_board_clear();
    rp_init();
    rp_link_init();
    for (uint32_t k = 0; k < 2000; k++) {
        uint8_t noise[300];
        for (uint32_t i = 0; i < sizeof noise; i++) {
            noise[i] = k % 3 == 0 ? (uint8_t)test_int(&rng, 1, 255) : any_byte();
        }
        board.sent_bytes = 0;
        rp_link_receive(noise, sizeof noise);
        hello(k);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutated_frames_do_no_harm),
        cmocka_unit_test(noise_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
