/* Chunk by chunk: while the team computes one, the DMA stores the chunk before and loads the next. */
#include "rp_stream.h"

#include "rp_dma.h"
#include "rp_parallel.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    STREAM_ALIGN = 16,
    /* A buffer is computed on, stored and loaded in turn: whoever stores needs one more than is worked on, and who does both one more again. */
    STREAM_BUFFERS = 3,
    /* Nothing is computed while the first chunk comes and the last one goes: several chunks, each longer than it takes to ask for its copies. */
    STREAM_CHUNKS = 6,
    STREAM_LEAST = 512 /* elements */
};

/* Two chunks in turn, at the start of the arena. */
typedef struct {
    rp_stream_chunk chunk[2];
} stream_jobs;

typedef struct {
    const rp_stream *stream;
    uint8_t *buffers;
    uint32_t array_bytes[RP_STREAM_ARRAYS]; /* of a buffer */
    uint32_t chunk_bytes[RP_STREAM_ARRAYS]; /* of every chunk but the last one */
    uint32_t last_bytes[RP_STREAM_ARRAYS];
    int32_t chunk; /* elements */
    int32_t last;  /* number of the last chunk */
} stream_run;

static uint32_t stream_bytes(const rp_stream *s, int32_t array, int32_t elements)
{
    const uint32_t unit = (uint32_t)s->unit;
    return ((uint32_t)elements * s->array[array].unit_bytes + unit - 1U) / unit;
}

static uint32_t stream_aligned(uint32_t bytes)
{
    return (bytes + STREAM_ALIGN - 1U) / STREAM_ALIGN * STREAM_ALIGN;
}

static int32_t stream_min(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* At most as many elements as three buffers of every array have room for. */
static void stream_size(stream_run *r, uint32_t bytes)
{
    const rp_stream *s = r->stream;
    uint32_t unit_bytes = STREAM_BUFFERS * s->array[0].unit_bytes;
    for (int32_t i = 1; i < s->arrays; i++) {
        unit_bytes += STREAM_BUFFERS * s->array[i].unit_bytes;
    }
    const uint32_t slack = STREAM_BUFFERS * STREAM_ALIGN * (uint32_t)s->arrays;
    const int32_t room = (int32_t)((bytes - stream_aligned(sizeof(stream_jobs)) - slack) / unit_bytes);
    const int32_t part = s->elements / STREAM_CHUNKS < STREAM_LEAST ? STREAM_LEAST : s->elements / STREAM_CHUNKS;
    r->chunk = stream_min(room, (part + s->unit - 1) / s->unit) * s->unit;
    r->last = (s->elements - 1) / r->chunk;
    for (int32_t i = 0; i < s->arrays; i++) {
        r->chunk_bytes[i] = stream_bytes(s, i, r->chunk);
        r->last_bytes[i] = stream_bytes(s, i, s->elements - r->last * r->chunk);
        r->array_bytes[i] = stream_aligned(r->chunk_bytes[i]);
    }
}

static uint8_t *stream_buffer(const stream_run *r, int32_t array, int32_t turn)
{
    uint8_t *at = r->buffers;
    for (int32_t i = 0; i < array; i++) {
        at += STREAM_BUFFERS * r->array_bytes[i];
    }
    return at + (uint32_t)(turn % STREAM_BUFFERS) * r->array_bytes[array];
}

/* Copies chunk `turn`, if there is one, of all arrays that are loaded, or stored. */
static void stream_move(const stream_run *r, int32_t turn, rp_stream_access access)
{
    const rp_stream *s = r->stream;
    for (int32_t i = 0; i < s->arrays && turn >= 0 && turn <= r->last; i++) {
        if ((s->array[i].access & access) == 0) {
            continue;
        }
        const uint32_t bytes = turn == r->last ? r->last_bytes[i] : r->chunk_bytes[i];
        const rp_dma_block block = {stream_buffer(r, i, turn), bytes, 1, bytes};
        uint8_t *l2 = (uint8_t *)s->array[i].l2 + (uint32_t)turn * r->chunk_bytes[i];
        if (access == RP_STREAM_READ) {
            rp_dma_load(&block, l2);
        } else {
            rp_dma_store(&block, l2);
        }
    }
}

static void stream_chunk(const stream_run *r, int32_t turn, rp_stream_chunk *chunk)
{
    chunk->constants = r->stream->constants;
    chunk->elements = stream_min(r->chunk, r->stream->elements - turn * r->chunk);
    for (int32_t i = 0; i < r->stream->arrays; i++) {
        chunk->array[i] = stream_buffer(r, i, turn);
    }
}

void rp_stream_run(const rp_stream *stream, uint8_t *arena, uint32_t bytes)
{
    if (stream->elements <= 0) {
        return;
    }
    stream_jobs *jobs = (stream_jobs *)(void *)arena;
    stream_run r = {.stream = stream, .buffers = arena + stream_aligned(sizeof *jobs)};
    stream_size(&r, bytes);
    rp_dma group = rp_dma_begin();
    stream_move(&r, 0, RP_STREAM_READ);
    rp_dma_end(group);
    for (int32_t turn = 0; turn <= r.last; turn++) {
        rp_stream_chunk *chunk = &jobs->chunk[turn % 2];
        stream_chunk(&r, turn, chunk);
        rp_fork_begin(stream->work, chunk);
        group = rp_dma_begin();
        stream_move(&r, turn - 1, RP_STREAM_WRITE);
        stream_move(&r, turn + 1, RP_STREAM_READ);
        rp_fork_end();
        rp_dma_end(group);
    }
    group = rp_dma_begin();
    stream_move(&r, r.last, RP_STREAM_WRITE);
    rp_dma_end(group);
}
