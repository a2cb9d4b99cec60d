#include "rp_frame.h"

#include "learner/rp_bytes.h"
#include "rp_cobs.h"
#include "learner/rp_crc32.h"

static bool parse(uint8_t *raw, uint32_t encoded, uint8_t direction, rp_frame *frame)
{
    uint32_t bytes = rp_cobs_decode(raw, encoded);
    if (bytes < RP_FRAME_HEAD + 4U || bytes > RP_FRAME_MAX) {
        return false;
    }
    const uint8_t *crc = raw + bytes - 4U;
    if (rp_get_u32(&crc) != rp_crc32(0, raw, bytes - 4U) || raw[0] != direction) {
        return false;
    }
    const uint8_t *at = raw + 1;
    frame->type = rp_get_u8(&at);
    frame->seq = rp_get_u16(&at);
    frame->bytes = (uint8_t)(bytes - RP_FRAME_HEAD - 4U);
    memcpy(frame->payload, at, frame->bytes);
    return true;
}

bool rp_frame_read(rp_frame_reader *reader, uint8_t byte, uint8_t direction, rp_frame *frame)
{
    if (byte != 0) {
        if (reader->bytes < RP_ENCODED_MAX - 1U) {
            reader->encoded[reader->bytes++] = byte;
        } else {
            reader->overlong = true;
        }
        return false;
    }
    bool valid = !reader->overlong && parse(reader->encoded, reader->bytes, direction, frame);
    reader->bytes = 0;
    reader->overlong = false;
    return valid;
}

uint32_t rp_frame_write(const rp_frame *frame, uint8_t direction, uint8_t *out)
{
    uint8_t raw[RP_FRAME_MAX];
    uint8_t *at = raw;
    rp_put_u8(&at, direction);
    rp_put_u8(&at, frame->type);
    rp_put_u16(&at, frame->seq);
    rp_put_bytes(&at, frame->payload, frame->bytes);
    rp_put_u32(&at, rp_crc32(0, raw, (size_t)(at - raw)));
    uint32_t bytes = rp_cobs_encode(raw, (uint32_t)(at - raw), out);
    out[bytes] = 0;
    return bytes + 1U;
}
