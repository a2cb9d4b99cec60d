/* Little-endian integers and floats in byte arrays: of frames and of saves. Each moves *at past what it wrote or read. */
#ifndef RP_BYTES_H
#define RP_BYTES_H

#include <stdint.h>
#include <string.h>

static inline void rp_put_u8(uint8_t **at, uint8_t x)
{
    *(*at)++ = x;
}

static inline void rp_put_u16(uint8_t **at, uint16_t x)
{
    rp_put_u8(at, (uint8_t)x);
    rp_put_u8(at, (uint8_t)(x >> 8));
}

static inline void rp_put_u32(uint8_t **at, uint32_t x)
{
    rp_put_u16(at, (uint16_t)x);
    rp_put_u16(at, (uint16_t)(x >> 16));
}

static inline void rp_put_u64(uint8_t **at, uint64_t x)
{
    rp_put_u32(at, (uint32_t)x);
    rp_put_u32(at, (uint32_t)(x >> 32));
}

static inline void rp_put_f32(uint8_t **at, float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    rp_put_u32(at, bits);
}

static inline void rp_put_bytes(uint8_t **at, const void *data, uint32_t bytes)
{
    memcpy(*at, data, bytes);
    *at += bytes;
}

static inline uint8_t rp_get_u8(const uint8_t **at)
{
    return *(*at)++;
}

static inline uint16_t rp_get_u16(const uint8_t **at)
{
    uint16_t low = rp_get_u8(at);
    return (uint16_t)(low | (rp_get_u8(at) << 8));
}

static inline uint32_t rp_get_u32(const uint8_t **at)
{
    uint32_t low = rp_get_u16(at);
    return low | ((uint32_t)rp_get_u16(at) << 16);
}

static inline uint64_t rp_get_u64(const uint8_t **at)
{
    uint64_t low = rp_get_u32(at);
    return low | ((uint64_t)rp_get_u32(at) << 32);
}

static inline float rp_get_f32(const uint8_t **at)
{
    uint32_t bits = rp_get_u32(at);
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

#endif
