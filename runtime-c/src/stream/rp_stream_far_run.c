/* Two sets of pieces: one is worked on while the other goes and comes. The bus keeps the order, so that what comes does not overwrite what still has to go. */
#include "rp_stream_far.h"

#include "rp_l3.h"

#include <stddef.h>

enum { FAR_SETS = 2 };

typedef struct {
    const rp_stream_far *stream;
    float *passage;
    int32_t piece; /* elements */
} far_run;

static int32_t far_count(const far_run *r, int32_t first)
{
    const int32_t left = r->stream->count - first;
    return left < r->piece ? left : r->piece;
}

/* Where a piece of an array is worked on: where it lies or, from L3, in its place in a set of the passage. */
static float *far_place(const far_run *r, uint32_t number, int32_t first, uint32_t set)
{
    float *array = r->stream->array[number];
    if (array == NULL || !rp_l3_holds(array)) {
        return array == NULL ? NULL : array + first;
    }
    return r->passage + (int32_t)(set * RP_STREAM_FAR_ARRAYS + number) * r->piece;
}

static rp_l3 far_copy(const far_run *r, bool to_l2, int32_t first, uint32_t set)
{
    const rp_l3 group = rp_l3_begin();
    for (uint32_t i = 0; i < RP_STREAM_FAR_ARRAYS; i++) {
        float *array = r->stream->array[i];
        if (array == NULL || !rp_l3_holds(array) || (!to_l2 && !r->stream->written[i])) {
            continue;
        }
        const rp_l3_block block = {.l2 = far_place(r, i, first, set), .bytes = (uint32_t)far_count(r, first) * (uint32_t)sizeof(float), .rows = 1};
        if (to_l2) {
            rp_l3_read(&block, array + first);
        } else {
            rp_l3_write(&block, array + first);
        }
    }
    return group;
}

void rp_stream_far_run(const rp_stream_far *stream, float *passage, uint32_t bytes)
{
    const uint32_t parts = FAR_SETS * RP_STREAM_FAR_ARRAYS;
    const far_run r = {stream, passage, (int32_t)(bytes / (parts * (uint32_t)sizeof(float)))};
    if (stream->count <= 0) {
        return;
    }
    rp_l3 written = rp_l3_begin();
    rp_l3 read = far_copy(&r, true, 0, 0);
    uint32_t set = 0;
    for (int32_t first = 0; first < stream->count; first += r.piece, set ^= 1U) {
        const rp_l3 here = read;
        if (first + r.piece < stream->count) {
            read = far_copy(&r, true, first + r.piece, set ^ 1U);
        }
        rp_l3_end(here);
        float *const place[RP_STREAM_FAR_ARRAYS] = {far_place(&r, 0, first, set), far_place(&r, 1, first, set), far_place(&r, 2, first, set)};
        stream->work(stream->constants, far_count(&r, first), place);
        rp_l3_end(written);
        written = far_copy(&r, false, first, set);
    }
    rp_l3_end(written);
}
