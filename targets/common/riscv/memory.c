/* memcpy and its relatives, for targets without a C library. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Keeps the compiler from making a call of the function itself out of its loop. */
#define NO_BUILTIN __attribute__((no_builtin))

/* Words that are moved for each look at the count. */
enum { TURN = 8 };

/* Word accesses to memory of any type. */
typedef uint32_t __attribute__((may_alias)) word;

static bool aligned(const void *a, const void *b)
{
    return (((uintptr_t)a | (uintptr_t)b) & 3U) == 0;
}

NO_BUILTIN void *memcpy(void *restrict to, const void *restrict from, size_t bytes)
{
    uint8_t *d = to;
    const uint8_t *s = from;
    if (aligned(d, s)) {
        /* all of a turn's words are loaded before the first is stored: none waits for its load */
        for (; bytes >= 4 * TURN; bytes -= 4 * TURN, d += 4 * TURN, s += 4 * TURN) {
            const word *source = (const word *)(const void *)s;
            word *into = (word *)(void *)d;
            word turn[TURN];
            for (int i = 0; i < TURN; i++) {
                turn[i] = source[i];
            }
            for (int i = 0; i < TURN; i++) {
                into[i] = turn[i];
            }
        }
        for (; bytes >= 4; bytes -= 4, d += 4, s += 4) {
            *(word *)(void *)d = *(const word *)(const void *)s;
        }
    }
    while (bytes-- > 0) {
        *d++ = *s++;
    }
    return to;
}

NO_BUILTIN void *memmove(void *to, const void *from, size_t bytes)
{
    uint8_t *d = to;
    const uint8_t *s = from;
    if ((uintptr_t)d - (uintptr_t)s >= bytes) {
        return memcpy(to, from, bytes);
    }
    while (bytes-- > 0) {
        d[bytes] = s[bytes];
    }
    return to;
}

NO_BUILTIN void *memset(void *to, int value, size_t bytes)
{
    uint8_t *d = to;
    const uint32_t four = (uint8_t)value * 0x01010101U;
    if (aligned(d, d)) {
        for (; bytes >= 4 * TURN; bytes -= 4 * TURN, d += 4 * TURN) {
            for (int i = 0; i < TURN; i++) {
                ((word *)(void *)d)[i] = four;
            }
        }
        for (; bytes >= 4; bytes -= 4, d += 4) {
            *(word *)(void *)d = four;
        }
    }
    while (bytes-- > 0) {
        *d++ = (uint8_t)four;
    }
    return to;
}

NO_BUILTIN int memcmp(const void *a, const void *b, size_t bytes)
{
    const uint8_t *x = a;
    const uint8_t *y = b;
    for (; bytes > 0; bytes--, x++, y++) {
        if (*x != *y) {
            return *x - *y;
        }
    }
    return 0;
}
