/* The parts of rp_board.h that do not depend on the device: receive buffer, sleep, clock. */
#include "cortex_m.h"
#include "rp_board.h"

/* A power of two, large enough for the host's window and a repeat of its oldest request. */
#define RING 512U

static volatile uint8_t ring[RING];
static volatile uint32_t written; /* by the interrupt only */
static volatile uint32_t taken;   /* by the main program only */
static volatile uint32_t millis;

void board_tick(void);

void board_tick(void)
{
    millis = millis + 1;
}

void tick_start(uint32_t hz)
{
    *SYSTICK_LOAD = hz / 1000U - 1U;
    *SYSTICK_VALUE = 0;
    *SYSTICK_CTRL = 7; /* core clock, interrupt, enable */
}

uint32_t rp_board_millis(void)
{
    return millis;
}

void link_received(uint8_t byte)
{
    if (written - taken < RING) {
        ring[written % RING] = byte;
        written = written + 1;
    }
}

uint32_t rp_board_read(uint8_t *bytes, uint32_t most)
{
    uint32_t count = 0;
    while (count < most && taken != written) {
        bytes[count++] = ring[taken % RING];
        taken = taken + 1;
    }
    return count;
}

bool rp_board_wait(void)
{
    /* With interrupts masked a byte that comes after the comparison still wakes WFI, which looks at pending ones. */
    __asm volatile("cpsid i" ::: "memory");
    if (taken == written) {
        __asm volatile("dsb\n\twfi" ::: "memory");
    }
    __asm volatile("cpsie i" ::: "memory");
    return true;
}

bool rp_board_cycles_start(void)
{
    *DEMCR |= DEMCR_TRACE;
    *DWT_LAR = DWT_UNLOCK; /* Cortex-M7; elsewhere nothing */
    *DWT_CTRL |= DWT_CTRL_COUNT;
    /* A core without the counter, and a simulated one, reads the same twice. */
    uint32_t before = *DWT_CYCCNT;
    __asm volatile("nop\n\tnop\n\tnop\n\tnop" ::: "memory");
    return *DWT_CYCCNT != before;
}

uint32_t rp_board_cycles(void)
{
    return *DWT_CYCCNT;
}
