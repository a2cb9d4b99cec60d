/* What all Cortex-M targets share: core registers (Armv7-M Architecture Reference Manual, B3) and the receiving side of the link. */
#ifndef CORTEX_M_H
#define CORTEX_M_H

#include <stdint.h>

static inline volatile uint32_t *register_at(uint32_t address)
{
    return (volatile uint32_t *)address;
}

/* Memory that the program has no name for, such as saves in flash. */
static inline void *memory_at(uint32_t address)
{
    return (void *)address;
}

/* System control block. */
#define SCB_VTOR register_at(0xe000ed08U)
#define SCB_AIRCR register_at(0xe000ed0cU)
#define SCB_CPACR register_at(0xe000ed88U)
#define SYSTICK_CTRL register_at(0xe000e010U)
#define SYSTICK_LOAD register_at(0xe000e014U)
#define SYSTICK_VALUE register_at(0xe000e018U)

/* Data watchpoint and trace unit (C1.8 there), whose cycle counter stands still while the core sleeps. */
#define DEMCR register_at(0xe000edfcU)
#define DEMCR_TRACE (1U << 24)
#define DWT_CTRL register_at(0xe0001000U)
#define DWT_CTRL_COUNT (1U << 0)
#define DWT_CYCCNT register_at(0xe0001004U)
#define DWT_LAR register_at(0xe0001fb0U)
#define DWT_UNLOCK 0xc5acce55U

#define AIRCR_RESET 0x05fa0004U /* key and SYSRESETREQ */

/* Lets interrupt `irq` (0.. as in the device's table) through. */
static inline void interrupt_enable(uint32_t irq)
{
    *register_at(0xe000e100U + 4U * (irq / 32U)) = 1U << (irq % 32U);
}

/* Starts the millisecond tick for a core at `hz`. */
void tick_start(uint32_t hz);

/* Called by the board's receive interrupt with every byte that came. */
void link_received(uint8_t byte);

/* The board's receive interrupt; its number is BOARD_LINK_IRQ of the target's board.h. */
void board_link_interrupt(void);

#endif
