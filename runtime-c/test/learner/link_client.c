#include "link_client.h"

#include <string.h>

#include "learner/rp_bytes.h"
#include "link/rp_link.h"
#include "memory_board.h"
#include "rp_test_check.h"

#define WINDOW 4
#define OLD 16
#define BURST 1024U

/* Bursts of earlier, for repeating them late. */
static struct {
    uint8_t bytes[BURST];
    uint32_t count;
} old[OLD];

static bool happens(link_client *c, int32_t per_10000)
{
    return test_int(&c->random, 1, 10000) <= per_10000;
}

static uint32_t distort(link_client *c, const uint8_t *in, uint32_t count, uint8_t *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint8_t byte = in[i];
        if (happens(c, c->faults.lose)) {
            continue;
        }
        if (happens(c, c->faults.change)) {
            byte = (uint8_t)test_int(&c->random, 0, 255);
        }
        out[n++] = byte;
        if (happens(c, c->faults.twice)) {
            out[n++] = byte;
        }
        if (n > 1 && happens(c, c->faults.swap)) {
            uint8_t t = out[n - 1];
            out[n - 1] = out[n - 2];
            out[n - 2] = t;
        }
    }
    return n;
}

static void to_device(link_client *c, const uint8_t *bytes, uint32_t count)
{
    uint8_t arrives[2 * BURST];
    CHECK(count <= BURST);
    uint32_t slot = (uint32_t)test_int(&c->random, 0, OLD - 1);
    if (old[slot].count > 0 && happens(c, c->faults.stale)) {
        c->stales++;
        rp_link_receive(old[slot].bytes, old[slot].count);
    }
    memcpy(old[slot].bytes, bytes, count);
    old[slot].count = count;
    rp_link_receive(arrives, distort(c, bytes, count, arrives));
}

void client_start(link_client *c, link_faults faults, uint64_t seed)
{
    *c = (link_client){.faults = faults, .random = test_seed(seed), .seq = 1, .data_step = 8};
    memset(old, 0, sizeof old);
}

/* Sends requests seq, seq+1, ... until all are answered in order; answers[i] is that of requests[i]. */
static void deliver(link_client *c, const rp_frame *requests, uint32_t count, rp_frame *answers)
{
    uint32_t done = 0;
    for (uint32_t turn = 0; done < count; turn++) {
        CHECK(turn < 100000);
        uint8_t burst[BURST] = {0}; /* begins with a zero */
        uint32_t bytes = 1;
        for (uint32_t i = done; i < count; i++) {
            bytes += rp_frame_write(&requests[i], RP_HOST_TO_DEVICE, burst + bytes);
        }
        board.sent_bytes = 0;
        to_device(c, burst, bytes);
        uint8_t back[2U * BOARD_SENT_MAX];
        uint32_t arrived = distort(c, board.sent, board.sent_bytes, back);
        for (uint32_t i = 0; i < arrived; i++) {
            rp_frame frame;
            if (!rp_frame_read(&c->reader, back[i], RP_DEVICE_TO_HOST, &frame)) {
                continue;
            }
            if (frame.type == RP_TYPE_RESPONSE && done < count && frame.seq == requests[done].seq) {
                answers[done++] = frame;
            }
            c->naks += frame.type == RP_TYPE_NAK;
        }
        c->repeats += turn > 0;
    }
}

static rp_frame next_request(link_client *c, uint8_t type, const void *payload, uint32_t bytes)
{
    rp_frame request = {.type = type, .seq = c->seq, .bytes = (uint8_t)bytes};
    if (bytes > 0) {
        memcpy(request.payload, payload, bytes);
    }
    c->seq = c->seq == UINT16_MAX ? 1 : (uint16_t)(c->seq + 1);
    return request;
}

rp_frame client_call(link_client *c, uint8_t type, const void *payload, uint32_t bytes)
{
    rp_frame request = next_request(c, type, payload, bytes);
    rp_frame answer;
    deliver(c, &request, 1, &answer);
    return answer;
}

void client_hello(link_client *c, uint32_t session)
{
    uint8_t payload[12] = {0};
    uint8_t *at = payload;
    rp_put_u32(&at, session);
    rp_frame answer = client_call(c, RP_TYPE_HELLO, payload, sizeof payload);
    CHECK(answer.payload[0] == 0);
}

void client_sample(link_client *c, const uint8_t *codes, uint32_t count)
{
    uint32_t offset = 0;
    while (offset < count) {
        rp_frame requests[WINDOW];
        rp_frame answers[WINDOW];
        uint32_t n = 0;
        for (; n < WINDOW && offset < count; n++) {
            uint8_t payload[RP_PAYLOAD_MAX];
            uint8_t *at = payload;
            uint32_t step = count - offset < c->data_step ? count - offset : c->data_step;
            rp_put_u32(&at, offset);
            rp_put_bytes(&at, codes + offset, step);
            requests[n] = next_request(c, 0x04, payload, 4 + step);
            offset += step;
        }
        deliver(c, requests, n, answers);
        for (uint32_t i = 0; i < n; i++) {
            CHECK(answers[i].payload[0] == 0);
        }
    }
}
