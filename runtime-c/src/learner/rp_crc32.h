/* CRC-32, IEEE 802.3, reflected (docs/numerics.md, N10): of tensors, of saves and of frames. */
#ifndef RP_CRC32_H
#define RP_CRC32_H

#include <stddef.h>
#include <stdint.h>

/* Continues `crc` (0 at first) over `bytes` bytes; the result is the checksum of everything so far. */
uint32_t rp_crc32(uint32_t crc, const void *data, size_t bytes);

#endif
