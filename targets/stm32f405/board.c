/* STM32F405 (RM0090): the link is USART1, PA9 = TX, PA10 = RX, 8N1 at BOARD_BAUD. QEMU's netduinoplus2 gives USART1 to its first -serial. */
#include "rp_board.h"

#include "board_irq.h"
#include "clock.h"
#include "cortex_m.h"

#ifndef BOARD_BAUD
#define BOARD_BAUD 115200U
#endif

#define RCC_AHB1ENR register_at(0x40023830U)
#define RCC_APB2ENR register_at(0x40023844U)
#define AHB1_GPIOA (1U << 0)
#define AHB1_CCM (1U << 20)
#define APB2_USART1 (1U << 4)

#define GPIOA_MODER register_at(0x40020000U)
#define GPIOA_PUPDR register_at(0x4002000cU)
#define GPIOA_AFRH register_at(0x40020024U)

#define USART1_SR register_at(0x40011000U)
#define USART1_DR register_at(0x40011004U)
#define USART1_BRR register_at(0x40011008U)
#define USART1_CR1 register_at(0x4001100cU)
#define SR_OVERRUN (1U << 3)
#define SR_RECEIVED (1U << 5)
#define SR_TRANSMIT_EMPTY (1U << 7)
#define CR1_RECEIVE (1U << 2)
#define CR1_TRANSMIT (1U << 3)
#define CR1_RECEIVE_INTERRUPT (1U << 5)
#define CR1_ENABLE (1U << 13)

/* PA9 and PA10: alternate function 7, pull-up on RX so that an open line stays idle. */
static void connect_pins(void)
{
    *GPIOA_MODER = (*GPIOA_MODER & ~(0xfU << 18)) | (0xaU << 18);
    *GPIOA_PUPDR = (*GPIOA_PUPDR & ~(0x3U << 20)) | (0x1U << 20);
    *GPIOA_AFRH = (*GPIOA_AFRH & ~(0xffU << 4)) | (0x77U << 4);
}

void rp_board_init(void)
{
    board_clocks clocks = clock_start();
    *RCC_AHB1ENR |= AHB1_GPIOA | AHB1_CCM;
    *RCC_APB2ENR |= APB2_USART1;
    connect_pins();
    *USART1_BRR = (clocks.usart1_hz + BOARD_BAUD / 2U) / BOARD_BAUD;
    *USART1_CR1 = CR1_ENABLE | CR1_TRANSMIT | CR1_RECEIVE | CR1_RECEIVE_INTERRUPT;
    tick_start(clocks.core_hz);
    interrupt_enable(BOARD_LINK_IRQ);
}

void board_link_interrupt(void)
{
    /* Reading status, then data, also clears an overrun. */
    uint32_t status = *USART1_SR;
    if ((status & (SR_RECEIVED | SR_OVERRUN)) != 0) {
        uint32_t data = *USART1_DR;
        if ((status & SR_RECEIVED) != 0) {
            link_received((uint8_t)data);
        }
    }
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        while ((*USART1_SR & SR_TRANSMIT_EMPTY) == 0) {
        }
        *USART1_DR = bytes[i];
    }
}
