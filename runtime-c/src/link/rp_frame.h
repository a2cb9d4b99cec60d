/* Frames of the link (docs/link.md): bytes to frames and back. */
#ifndef RP_FRAME_H
#define RP_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#define RP_PAYLOAD_MAX 64U
#define RP_FRAME_HEAD 4U
#define RP_FRAME_MAX (RP_FRAME_HEAD + RP_PAYLOAD_MAX + 4U)
#define RP_ENCODED_MAX (1U + RP_FRAME_MAX + 1U) /* COBS adds one byte, the zero another */

#define RP_HOST_TO_DEVICE 0x01U
#define RP_DEVICE_TO_HOST 0x81U

typedef struct {
    uint8_t type;
    uint16_t seq;
    uint8_t bytes; /* of the payload */
    uint8_t payload[RP_PAYLOAD_MAX];
} rp_frame;

/* Collects bytes until a zero; memory for one encoded frame. Starts zeroed. */
typedef struct {
    uint32_t bytes;
    bool overlong; /* skipping to the next zero */
    uint8_t encoded[RP_ENCODED_MAX];
} rp_frame_reader;

/* Takes one byte; true when it ended a valid frame of `direction`, which is then in *frame. Everything else is skipped silently. */
bool rp_frame_read(rp_frame_reader *reader, uint8_t byte, uint8_t direction, rp_frame *frame);

/* Encodes to `out` (RP_ENCODED_MAX bytes), ending zero included; returns the number of bytes. */
uint32_t rp_frame_write(const rp_frame *frame, uint8_t direction, uint8_t *out);

#endif
