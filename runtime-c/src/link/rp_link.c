/* Delivery: every request is executed once and in order, whatever the line loses, doubles or delays (docs/link.md, "Delivery"). */
#include "rp_link.h"

#include <string.h>

#include "reprise.h"
#include "rp_board.h"
#include "rp_profile.h"
#include "learner/rp_bytes.h"
#include "rp_storage.h"

/* As many answers as the host may have under way, and as many again for its repeats. */
#define REMEMBERED 8U

/* Milliseconds of work without a frame after which PROGRESS is sent. */
#define PROGRESS_MILLIS 250U

static struct {
    rp_frame_reader reader;
    rp_frame request;
    rp_frame answers[REMEMBERED]; /* a ring; seq 0 = none */
    uint32_t next_answer;
    uint32_t session;
    uint16_t session_seq; /* of the session's HELLO; 0 = there was none */
    uint16_t expected;
    uint16_t executing;
    uint32_t last_sent; /* milliseconds */
} delivery;

static uint16_t after(uint16_t seq)
{
    return seq == UINT16_MAX ? 1 : (uint16_t)(seq + 1);
}

static void send(const rp_frame *frame)
{
    uint8_t encoded[1 + RP_ENCODED_MAX];
    encoded[0] = 0; /* ends whatever noise came before */
    uint32_t bytes = rp_frame_write(frame, RP_DEVICE_TO_HOST, encoded + 1);
    RP_PROFILED(RP_PROFILE_LINE, rp_board_write(encoded, bytes + 1));
    delivery.last_sent = rp_board_millis();
}

static void send_u16s(uint8_t type, uint16_t seq, uint32_t count, uint16_t first, uint16_t second)
{
    rp_frame frame = {.type = type, .seq = seq, .bytes = (uint8_t)(count * 2U)};
    uint8_t *at = frame.payload;
    rp_put_u16(&at, first);
    rp_put_u16(&at, second);
    send(&frame);
}

static uint16_t saturated(uint32_t x)
{
    return x > UINT16_MAX ? UINT16_MAX : (uint16_t)x;
}

static void on_progress(uint32_t done, uint32_t of)
{
    if (rp_board_millis() - delivery.last_sent >= PROGRESS_MILLIS) {
        send_u16s(RP_TYPE_PROGRESS, delivery.executing, 2, saturated(done), saturated(of));
    }
}

static rp_frame *remembered(uint16_t seq)
{
    for (uint32_t i = 0; i < REMEMBERED; i++) {
        if (delivery.answers[i].seq == seq) {
            return &delivery.answers[i];
        }
    }
    return NULL;
}

static void on_hello(const rp_frame *request)
{
    const uint8_t *at = request->payload;
    if (request->bytes != 12 || request->seq == 0) {
        return;
    }
    uint32_t session = rp_get_u32(&at);
    rp_frame answer = {.type = RP_TYPE_RESPONSE, .seq = request->seq};
    rp_request_hello(at, &answer);
    bool repeat = delivery.session_seq == request->seq && delivery.session == session;
    if (answer.payload[0] == RP_OK && !repeat) {
        memset(delivery.answers, 0, sizeof delivery.answers);
        delivery.session = session;
        delivery.session_seq = request->seq;
        delivery.expected = after(request->seq);
        rp_request_abort_sample();
    }
    send(&answer);
}

static void on_request(const rp_frame *request)
{
    if (request->type == RP_TYPE_HELLO) {
        on_hello(request);
        return;
    }
    if (request->seq == 0) {
        return;
    }
    const rp_frame *known = remembered(request->seq);
    if (known != NULL) {
        send(known);
    } else if (request->seq != delivery.expected) {
        send_u16s(RP_TYPE_NAK, request->seq, 1, delivery.expected, 0);
    } else {
        rp_frame *answer = &delivery.answers[delivery.next_answer];
        delivery.next_answer = (delivery.next_answer + 1) % REMEMBERED;
        delivery.expected = after(request->seq);
        delivery.executing = request->seq;
        *answer = (rp_frame){.type = RP_TYPE_RESPONSE, .seq = request->seq};
        rp_request_execute(request, answer);
        send(answer);
    }
}

void rp_link_init(void)
{
    memset(&delivery, 0, sizeof delivery);
    delivery.last_sent = rp_board_millis();
    rp_request_abort_sample();
    rp_storage_open(on_progress);
    rp_on_progress(on_progress);
}

static void receive(const uint8_t *bytes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (rp_frame_read(&delivery.reader, bytes[i], RP_HOST_TO_DEVICE, &delivery.request)) {
            on_request(&delivery.request);
        }
    }
}

void rp_link_receive(const uint8_t *bytes, uint32_t count)
{
    RP_PROFILED(RP_PROFILE_LINK, receive(bytes, count));
}
