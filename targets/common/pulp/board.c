/* Time of a cluster, by the controller's counter of cycles. */
#include "rp_board.h"

#include "board_clock.h"
#include "pulp.h"

#define CYCLES_PER_MILLISECOND (BOARD_CLOCK_HZ / 1000U)

static struct {
    uint32_t cycle; /* at the last look */
    uint32_t rest;  /* cycles that are no whole millisecond */
    uint32_t whole;
} clock;

/* By the 32-bit counter of cycles, which wraps after some seconds: what is missed when nobody looks for longer only delays signs of progress. */
uint32_t rp_board_millis(void)
{
    uint32_t now = CSR_READ(mcycle);
    uint32_t passed = now - clock.cycle;
    clock.cycle = now;
    clock.whole += passed / CYCLES_PER_MILLISECOND;
    clock.rest += passed % CYCLES_PER_MILLISECOND;
    clock.whole += clock.rest / CYCLES_PER_MILLISECOND;
    clock.rest %= CYCLES_PER_MILLISECOND;
    return clock.whole;
}

bool rp_board_cycles_start(void)
{
    return true; /* it has counted since reset */
}

uint32_t rp_board_cycles(void)
{
    return CSR_READ(mcycle);
}
