/* USART of the STM32F7, L4 and H7: a data register per direction, and flags that are cleared by writing (RM0385 section 31.8, RM0351 40.8, RM0433 48.7). */
#include "board.h"
#include "cortex_m.h"
#include "rp_board.h"
#include "usart.h"

#define USART_CR1 register_at(BOARD_USART + 0x00U)
#define USART_BRR register_at(BOARD_USART + 0x0cU)
#define USART_ISR register_at(BOARD_USART + 0x1cU)
#define USART_ICR register_at(BOARD_USART + 0x20U)
#define USART_RDR register_at(BOARD_USART + 0x24U)
#define USART_TDR register_at(BOARD_USART + 0x28U)
#define ISR_OVERRUN (1U << 3)
#define ISR_RECEIVED (1U << 5)
#define ISR_TRANSMIT_EMPTY (1U << 7)
#define ICR_OVERRUN (1U << 3)
#define CR1_ENABLE (1U << 0)
#define CR1_RECEIVE (1U << 2)
#define CR1_TRANSMIT (1U << 3)
#define CR1_RECEIVE_INTERRUPT (1U << 5)

void usart_start(uint32_t hz)
{
    *USART_BRR = usart_divider(hz); /* only while it is disabled */
    *USART_CR1 = CR1_ENABLE | CR1_TRANSMIT | CR1_RECEIVE | CR1_RECEIVE_INTERRUPT;
}

void board_link_interrupt(void)
{
    uint32_t status = *USART_ISR;
    if ((status & ISR_RECEIVED) != 0) {
        link_received((uint8_t)*USART_RDR);
    }
    if ((status & ISR_OVERRUN) != 0) {
        *USART_ICR = ICR_OVERRUN; /* it keeps the interrupt pending */
    }
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        while ((*USART_ISR & ISR_TRANSMIT_EMPTY) == 0) {
        }
        *USART_TDR = bytes[i];
    }
}
