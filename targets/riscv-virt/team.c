/* rp_parallel.h on the harts of the virt machine: atomic counters, and software interrupts that end a WFI. Interrupts stay masked in mstatus, so that nothing is called. */
#include "rp_parallel.h"

#if RP_CORES > 1

#include <stdatomic.h>

#include "virt.h"

static struct {
    void (*work)(void *);
    void *argument;
    atomic_uint number;  /* of the job; another one is a new job */
    atomic_uint running; /* harts that have not done it */
    atomic_uint arrived; /* harts at the barrier */
    atomic_uint round;   /* of the barrier */
} team;

static void wake(uint32_t hart)
{
    *CLINT_MSIP(hart) = 1;
}

/* Until somebody wakes this hart; whoever does has changed what the caller waits for before. May return without cause. */
static void doze(void)
{
    uint32_t hart = CSR_READ(mhartid);
    CSR_WRITE(mie, SOFTWARE_INTERRUPT);
    __asm volatile("wfi" ::: "memory");
    *CLINT_MSIP(hart) = 0;
    atomic_thread_fence(memory_order_seq_cst);
}

void board_worker(void)
{
    unsigned done = 0;
    for (;;) {
        while (atomic_load(&team.number) == done) {
            doze();
        }
        done++;
        if (CSR_READ(mhartid) < RP_CORES) {
            team.work(team.argument);
            if (atomic_fetch_sub(&team.running, 1) == 1) {
                wake(MAIN_HART);
            }
        }
    }
}

void rp_fork_begin(void (*work)(void *), void *argument)
{
    team.work = work;
    team.argument = argument;
    atomic_store(&team.running, RP_CORES);
    atomic_fetch_add(&team.number, 1);
    for (uint32_t hart = 0; hart < RP_CORES; hart++) {
        wake(hart);
    }
}

void rp_fork_end(void)
{
    while (atomic_load(&team.running) != 0) {
        doze();
    }
}

void rp_fork(void (*work)(void *), void *argument)
{
    rp_fork_begin(work, argument);
    rp_fork_end();
}

void rp_barrier(void)
{
    unsigned round = atomic_load(&team.round);
    if (atomic_fetch_add(&team.arrived, 1) == RP_CORES - 1) {
        atomic_store(&team.arrived, 0);
        atomic_fetch_add(&team.round, 1);
        for (uint32_t hart = 0; hart < RP_CORES; hart++) {
            wake(hart);
        }
    }
    while (atomic_load(&team.round) == round) {
        doze();
    }
}

#else

#include "virt.h"

void board_worker(void)
{
    for (;;) {
        __asm volatile("wfi" ::: "memory");
    }
}

#endif
