/* 32F746GDISCOVERY (RM0385): the link is USART1, PA9 = TX, PB7 = RX, which the ST-Link shows as a serial port (UM1907). Caches on, SDRAM started. */
#include "rp_board.h"

#include "board.h"
#include "caches.h"
#include "clock.h"
#include "gpio.h"
#include "rcc.h"
#include "sdram.h"
#include "stm32.h"
#include "usart.h"

/* RM0385, sections 5.3.10 and 5.3.14. */
#define AHB1_GPIOA (1U << 0)
#define AHB1_GPIOB (1U << 1)
#define APB2_USART1 (1U << 4)

#define GPIOA 0x40020000U
#define GPIOB 0x40020400U
#define TX 9U
#define RX 7U
#define FUNCTION_USART1 7U /* datasheet DS10916, table 12 */

#define SDRAM_BASE 0xc0000000U
#define SDRAM_SIZE_LOG2 23U

void rp_board_init(void)
{
    board_clocks clocks = clock_start();
    sdram_start(clocks.core_hz);
    memory_is_normal(0, SDRAM_BASE, SDRAM_SIZE_LOG2);
    caches_start();
    stm32_enable(RCC_AHB1ENR, AHB1_GPIOA | AHB1_GPIOB);
    stm32_enable(RCC_APB2ENR, APB2_USART1);
    gpio_pull_up(GPIOB, RX);
    gpio_alternate(GPIOB, RX, FUNCTION_USART1, GPIO_SLOW);
    gpio_alternate(GPIOA, TX, FUNCTION_USART1, GPIO_SLOW);
    usart_start(clocks.apb2_hz);
    tick_start(clocks.core_hz);
    interrupt_enable(BOARD_LINK_IRQ);
}
