/* Words at any address of memory that is bytes, the first byte lowest (all targets are little-endian): one instruction where the core allows it. */
#ifndef RP_WORDS_H
#define RP_WORDS_H

#include <stdint.h>
#include <string.h>

static inline uint32_t rp_word_at(const uint8_t *from)
{
    uint32_t word;
    memcpy(&word, from, sizeof word);
    return word;
}

/* A word of which `wanted` bytes count, the others are anything; all may be read. Without unaligned loads only those that count are. */
static inline uint32_t rp_word_of(const uint8_t *from, int32_t wanted)
{
#ifdef __riscv
    uint32_t word = 0;
    for (int32_t i = 0; i < wanted && i < 4; i++) {
        word |= (uint32_t)from[i] << (8 * i);
    }
    return word;
#else
    (void)wanted;
    return rp_word_at(from);
#endif
}

static inline void rp_put_word(uint8_t *to, uint32_t word)
{
    memcpy(to, &word, sizeof word);
}

#endif
