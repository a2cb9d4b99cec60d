/* Arm MPS2 with the AN386 (Cortex-M4) or AN500 (Cortex-M7) image: the link is UART0 of the Cortex-M System Design Kit, 8N1 at 115200 baud. */
#include "rp_board.h"

#include "board.h"
#include "cortex_m.h"

#define CORE_HZ 25000000U
#define BAUD 115200U

#define UART_DATA register_at(0x40004000U)
#define UART_STATE register_at(0x40004004U)
#define UART_CTRL register_at(0x40004008U)
#define UART_INTERRUPT register_at(0x4000400cU) /* reads as status, written to clear */
#define UART_DIVIDER register_at(0x40004010U)
#define STATE_TRANSMIT_FULL (1U << 0)
#define STATE_RECEIVED (1U << 1)
#define CTRL_TRANSMIT (1U << 0)
#define CTRL_RECEIVE (1U << 1)
#define CTRL_RECEIVE_INTERRUPT (1U << 3)
#define INTERRUPT_RECEIVE (1U << 1)

void rp_board_init(void)
{
    *UART_DIVIDER = CORE_HZ / BAUD;
    *UART_CTRL = CTRL_TRANSMIT | CTRL_RECEIVE | CTRL_RECEIVE_INTERRUPT;
    tick_start(CORE_HZ);
    interrupt_enable(BOARD_LINK_IRQ);
}

void board_link_interrupt(void)
{
    /* First, so that a byte that arrives while this runs raises the interrupt again. */
    *UART_INTERRUPT = INTERRUPT_RECEIVE;
    while ((*UART_STATE & STATE_RECEIVED) != 0) {
        link_received((uint8_t)*UART_DATA);
    }
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        while ((*UART_STATE & STATE_TRANSMIT_FULL) != 0) {
        }
        *UART_DATA = bytes[i];
    }
}
