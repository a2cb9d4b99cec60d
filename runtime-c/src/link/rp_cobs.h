/* Consistent Overhead Byte Stuffing (Cheshire and Baker, 1997): bytes without a zero, so that zero can end a frame. For at most 254 bytes,
 * where the overhead is one byte. */
#ifndef RP_COBS_H
#define RP_COBS_H

#include <stdint.h>

/* Writes 1 + bytes bytes to `out`, which may not overlap `data`; returns their number. The ending zero is not written. */
uint32_t rp_cobs_encode(const uint8_t *data, uint32_t bytes, uint8_t *out);

/* In place: returns the number of bytes decoded, 0 where `data` (without the ending zero) is not an encoding. */
uint32_t rp_cobs_decode(uint8_t *data, uint32_t bytes);

#endif
