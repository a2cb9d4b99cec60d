/* How a kernel's outputs are shared out over the cores of a cluster. */
#ifndef RP_SHARE_H
#define RP_SHARE_H

#include <stdint.h>

/* This core's number, 0 .. cores-1. Every core calls the kernel with its own; each output is computed by one of them (a code perhaps by two: both write the same), and no core
 * waits for another. */
typedef struct {
    int32_t core, cores;
} rp_share;

/* Items first .. end-1. */
typedef struct {
    int32_t first, end;
} rp_span;

/* This core's part of `count` items; parts differ by one item at most. The usual team is spared the division, which takes as long as a small block. */
static inline rp_span rp_share_of(rp_share share, int32_t count)
{
    const int32_t part = share.cores == 8 ? (int32_t)((uint32_t)count / 8U) : count / share.cores;
    const int32_t rest = count - part * share.cores;
    const int32_t first = part * share.core + (share.core < rest ? share.core : rest);
    const rp_span span = {first, first + part + (share.core < rest)};
    return span;
}

#endif
