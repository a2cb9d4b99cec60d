/* Elementwise work over arrays in L2 that the team shares: chunks of them pass through L1, and while the team computes one the DMA stores the chunk before and loads the
 * next. Without tables made by a compiler, for what a learner does with whole arrays (docs/kernels.md). */
#ifndef RP_STREAM_H
#define RP_STREAM_H

#include <stdint.h>

enum { RP_STREAM_ARRAYS = 3 };

typedef enum {
    RP_STREAM_READ = 1, /* chunks are loaded */
    RP_STREAM_WRITE = 2, /* chunks are stored */
    RP_STREAM_UPDATE = 3 /* both */
} rp_stream_access;

/* `unit_bytes`: of every `unit` elements. */
typedef struct {
    void *l2;
    uint32_t unit_bytes;
    rp_stream_access access;
} rp_stream_array;

/* What every core gets: `elements` of each array, and the constants of the stream. */
typedef struct {
    const void *constants;
    int32_t elements;
    void *array[RP_STREAM_ARRAYS];
} rp_stream_chunk;

/* arrays: at least 1. `work` is called by every core with a chunk (rp_parallel.h). Chunks are whole units; the last one of an array may be a part of a unit, whose bytes are rounded up. */
typedef struct {
    void (*work)(void *chunk);
    const void *constants;
    int32_t elements;
    int32_t unit;
    int32_t arrays;
    rp_stream_array array[RP_STREAM_ARRAYS];
} rp_stream;

/* Runs the stream through `bytes` bytes of L1 from `arena` on (aligned to 16); all is in L2 when it returns. There must be room for three units of each array. */
void rp_stream_run(const rp_stream *stream, uint8_t *arena, uint32_t bytes);

/* Zero in `bytes` bytes of L2, by copies of what the arena holds meanwhile. */
void rp_stream_clear(void *l2, uint32_t bytes, uint8_t *arena, uint32_t arena_bytes);

#endif
