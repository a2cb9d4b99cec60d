/* rp_parallel.h by the event unit: a core that waits at a barrier sleeps, and goes on 6 cycles after the last one has come. */
#include "team.h"

#include "pulp.h"

/* Event-unit barriers: of team and controller, at both ends of a fork; of the team. */
#define FORK_BARRIER 0U
#define TEAM_BARRIER 1U

IN_L1 static struct {
    void (*work)(void *);
    void *argument;
} job;

/* Arrives, sleeps until all have, and takes the event. A macro, since the offset is part of the instruction p.elw. */
#define BARRIER_PASS(barrier)                                                                                                        \
    do {                                                                                                                             \
        uint32_t event;                                                                                                              \
        __asm volatile(".insn i 0x03, 6, %0, %2(%1)" : "=r"(event) : "r"(EVENT_UNIT), "i"(0x21cU + 0x20U * (barrier)) : "memory"); \
        (void)event;                                                                                                                 \
    } while (0)

static void barrier_set_up(uint32_t barrier, uint32_t cores)
{
    *BARRIER_CORES(barrier) = cores;
    *BARRIER_WOKEN(barrier) = cores;
}

/* Every core sets the same: none can come to a barrier that does not know of it. */
void team_join(void)
{
    *EVENT_MASK = BARRIER_EVENT;
    barrier_set_up(FORK_BARRIER, TEAM_CORES | 1U << CONTROLLER);
    barrier_set_up(TEAM_BARRIER, TEAM_CORES);
}

void board_worker(void)
{
    team_join();
    for (;;) {
        BARRIER_PASS(FORK_BARRIER);
        job.work(job.argument);
        BARRIER_PASS(FORK_BARRIER);
    }
}

#if RP_CORES > 1

void rp_fork_begin(void (*work)(void *), void *argument)
{
    job.work = work;
    job.argument = argument;
    BARRIER_PASS(FORK_BARRIER);
}

void rp_fork_end(void)
{
    BARRIER_PASS(FORK_BARRIER);
}

void rp_fork(void (*work)(void *), void *argument)
{
    rp_fork_begin(work, argument);
    rp_fork_end();
}

void rp_barrier(void)
{
    BARRIER_PASS(TEAM_BARRIER);
}

#endif
