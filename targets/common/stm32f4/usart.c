/* USART of the STM32F4: one data register for both directions, and a status that reading clears (RM0090, section 30.6). */
#include "board.h"
#include "cortex_m.h"
#include "rp_board.h"
#include "usart.h"

#define USART_SR register_at(BOARD_USART + 0x00U)
#define USART_DR register_at(BOARD_USART + 0x04U)
#define USART_BRR register_at(BOARD_USART + 0x08U)
#define USART_CR1 register_at(BOARD_USART + 0x0cU)
#define SR_OVERRUN (1U << 3)
#define SR_RECEIVED (1U << 5)
#define SR_TRANSMIT_EMPTY (1U << 7)
#define CR1_RECEIVE (1U << 2)
#define CR1_TRANSMIT (1U << 3)
#define CR1_RECEIVE_INTERRUPT (1U << 5)
#define CR1_ENABLE (1U << 13)

void usart_start(uint32_t hz)
{
    *USART_BRR = usart_divider(hz);
    *USART_CR1 = CR1_ENABLE | CR1_TRANSMIT | CR1_RECEIVE | CR1_RECEIVE_INTERRUPT;
}

void board_link_interrupt(void)
{
    /* Reading status, then data, also clears an overrun. */
    uint32_t status = *USART_SR;
    if ((status & (SR_RECEIVED | SR_OVERRUN)) != 0) {
        uint32_t data = *USART_DR;
        if ((status & SR_RECEIVED) != 0) {
            link_received((uint8_t)data);
        }
    }
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        while ((*USART_SR & SR_TRANSMIT_EMPTY) == 0) {
        }
        *USART_DR = bytes[i];
    }
}
