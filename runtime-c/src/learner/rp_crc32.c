#include "rp_crc32.h"

/* A table per nibble: 64 bytes of flash instead of 1 KiB; a checksum is rare beside the work it checks. */
static const uint32_t NIBBLES[16] = {
    0x00000000U, 0x1db71064U, 0x3b6e20c8U, 0x26d930acU, 0x76dc4190U, 0x6b6b51f4U, 0x4db26158U, 0x5005713cU,
    0xedb88320U, 0xf00f9344U, 0xd6d6a3e8U, 0xcb61b38cU, 0x9b64c2b0U, 0x86d3d2d4U, 0xa00ae278U, 0xbdbdf21cU,
};

uint32_t rp_crc32(uint32_t crc, const void *data, size_t bytes)
{
    const uint8_t *byte = data;
    crc = ~crc;
    for (size_t i = 0; i < bytes; i++) {
        crc ^= byte[i];
        crc = (crc >> 4) ^ NIBBLES[crc & 15U];
        crc = (crc >> 4) ^ NIBBLES[crc & 15U];
    }
    return ~crc;
}
