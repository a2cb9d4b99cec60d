/* Elementwise work over arrays of floats of which some lie in L3 (rp_l3.h): pieces of them pass through L2, read ahead and written behind while cores work on another piece. */
#ifndef RP_STREAM_FAR_H
#define RP_STREAM_FAR_H

#include <stdbool.h>
#include <stdint.h>

enum { RP_STREAM_FAR_ARRAYS = 3 };

/* `array`: NULL for none; `written`: whether `work` changes it. `work` gets `count` elements of each, where they lie or, from L3, in L2. */
typedef struct {
    void (*work)(const void *constants, int32_t count, float *const *array);
    const void *constants;
    int32_t count;
    float *array[RP_STREAM_FAR_ARRAYS];
    bool written[RP_STREAM_FAR_ARRAYS];
} rp_stream_far;

/* Runs the stream through `bytes` bytes of L2 from `passage` on, at least 24; all is where it belongs when it returns. */
void rp_stream_far_run(const rp_stream_far *stream, float *passage, uint32_t bytes);

#endif
