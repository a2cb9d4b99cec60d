/* Work shared by the cores of a cluster: one core runs the program, and forks a team for a function and back (docs/firmware.md).
 *
 * RP_CORES is the size of the team. A target that has one sets it and implements rp_fork and rp_barrier in its board support; everywhere else the team is the one
 * core there is, and all of this costs nothing. */
#ifndef RP_PARALLEL_H
#define RP_PARALLEL_H

#include <stdint.h>

#include "rp_share.h"

#ifndef RP_CORES
#define RP_CORES 1
#endif

#if RP_CORES > 1

/* Runs work(argument) on every core of the team at once; returns when all have. Not from inside of `work`. What the caller has written before, the team sees; what the
 * team has written, the caller sees. */
void rp_fork(void (*work)(void *), void *argument);

/* The same in two parts: the caller does something else while the team works. No other fork in between. */
void rp_fork_begin(void (*work)(void *), void *argument);
void rp_fork_end(void);

/* Inside of `work`: waits until the whole team has come here, and sees what the others wrote before. */
void rp_barrier(void);

/* Inside of `work`: this core's number, 0..RP_CORES-1. */
static inline int32_t rp_core(void)
{
    int32_t hart;
    __asm volatile("csrr %0, mhartid" : "=r"(hart));
    return hart & 0x1f; /* above it: the number of the cluster */
}

#else

static inline void rp_fork(void (*work)(void *), void *argument)
{
    work(argument);
}

static inline void rp_fork_begin(void (*work)(void *), void *argument)
{
    work(argument);
}

static inline void rp_fork_end(void)
{
}

static inline void rp_barrier(void)
{
}

static inline int32_t rp_core(void)
{
    return 0;
}

#endif

/* Inside of `work`: this core's part of the work, for kernels that take one. */
static inline rp_share rp_team_share(void)
{
    return (rp_share){rp_core(), RP_CORES};
}

#endif
