/* NUCLEO-L476RG (RM0351): the link is USART2, PA2 = TX, PA3 = RX, which the ST-Link shows as a serial port (UM1724, section 6.8). */
#include "rp_board.h"

#include "board.h"
#include "clock.h"
#include "gpio.h"
#include "stm32.h"
#include "usart.h"

/* RM0351, sections 6.4.17 and 6.4.19. */
#define RCC_AHB2ENR register_at(0x4002104cU)
#define RCC_APB1ENR1 register_at(0x40021058U)
#define AHB2_GPIOA (1U << 0)
#define APB1_USART2 (1U << 17)

#define GPIOA 0x48000000U
#define TX 2U
#define RX 3U
#define FUNCTION_USART2 7U /* datasheet DS10198, table 17 */

void rp_board_init(void)
{
    board_clocks clocks = clock_start();
    stm32_enable(RCC_AHB2ENR, AHB2_GPIOA);
    stm32_enable(RCC_APB1ENR1, APB1_USART2);
    gpio_pull_up(GPIOA, RX);
    gpio_alternate(GPIOA, RX, FUNCTION_USART2, GPIO_SLOW);
    gpio_alternate(GPIOA, TX, FUNCTION_USART2, GPIO_SLOW);
    usart_start(clocks.apb1_hz);
    tick_start(clocks.core_hz);
    interrupt_enable(BOARD_LINK_IRQ);
}
