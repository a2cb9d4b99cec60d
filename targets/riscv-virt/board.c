/* QEMU's virt machine: the link is its 16550 UART. QEMU holds bytes back while the UART's FIFO is full, so that none is lost and no buffer is needed. */
#include "rp_board.h"

#include "virt.h"

#define UART 0x10000000U
#define UART_INTERRUPT 10U

#define UART_DATA byte_register_at(UART)
#define UART_INTERRUPT_ENABLE byte_register_at(UART + 1U)
#define UART_FIFO_CONTROL byte_register_at(UART + 2U)
#define UART_LINE_STATUS byte_register_at(UART + 5U)
#define RECEIVED 0x01U
#define TRANSMIT_EMPTY 0x20U

/* Platform-level interrupt controller: machine mode of hart n is its context 2n. */
#define PLIC_PRIORITY(interrupt) register_at(0x0c000000U + 4U * (interrupt))
#define PLIC_ENABLE(context) register_at(0x0c002000U + 0x80U * (context))
#define PLIC_CLAIM(context) register_at(0x0c200004U + 0x1000U * (context))
#define CONTEXT (2U * MAIN_HART)

#define TICKS_PER_MILLISECOND 10000U

void rp_board_init(void)
{
    *UART_FIFO_CONTROL = 1;
    *UART_INTERRUPT_ENABLE = RECEIVED;
    *PLIC_PRIORITY(UART_INTERRUPT) = 1;
    *PLIC_ENABLE(CONTEXT) = 1U << UART_INTERRUPT;
}

uint32_t rp_board_read(uint8_t *bytes, uint32_t most)
{
    uint32_t count = 0;
    while (count < most && (*UART_LINE_STATUS & RECEIVED) != 0) {
        bytes[count++] = *UART_DATA;
    }
    return count;
}

/* Interrupts stay masked in mstatus: WFI wakes for one that is pending, and nothing is called. */
bool rp_board_wait(void)
{
    CSR_WRITE(mie, EXTERNAL_INTERRUPT);
    while ((*UART_LINE_STATUS & RECEIVED) == 0) {
        __asm volatile("wfi" ::: "memory");
        /* Claimed and completed, it is pending again as soon as the UART has a byte. */
        uint32_t interrupt = *PLIC_CLAIM(CONTEXT);
        *PLIC_CLAIM(CONTEXT) = interrupt;
    }
    return true;
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        while ((*UART_LINE_STATUS & TRANSMIT_EMPTY) == 0) {
        }
        *UART_DATA = bytes[i];
    }
}

uint32_t rp_board_millis(void)
{
    uint32_t high;
    uint32_t low;
    do {
        high = *CLINT_TIME_HIGH;
        low = *CLINT_TIME_LOW;
    } while (high != *CLINT_TIME_HIGH);
    /* 2^32 ticks are 429496 ms and 7296 ticks */
    return high * 429496U + (high * 7296U + low % TICKS_PER_MILLISECOND) / TICKS_PER_MILLISECOND + low / TICKS_PER_MILLISECOND;
}

/* QEMU's cycles are no time. */
bool rp_board_cycles_start(void)
{
    return false;
}

uint32_t rp_board_cycles(void)
{
    return 0;
}
