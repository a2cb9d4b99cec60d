/* STM32F405 (RM0090): the link is USART1, PA9 = TX, PA10 = RX. QEMU's netduinoplus2 gives USART1 to its first -serial. */
#include "rp_board.h"

#include "board.h"
#include "clock.h"
#include "gpio.h"
#include "rcc.h"
#include "stm32.h"
#include "usart.h"

/* RM0090, sections 7.3.10 and 7.3.14. */
#define AHB1_GPIOA (1U << 0)
#define AHB1_CCM (1U << 20)
#define APB2_USART1 (1U << 4)

#define GPIOA 0x40020000U
#define TX 9U
#define RX 10U
#define FUNCTION_USART1 7U /* datasheet DS8626, table 9 */

void rp_board_init(void)
{
    board_clocks clocks = clock_start();
    stm32_enable(RCC_AHB1ENR, AHB1_GPIOA | AHB1_CCM);
    stm32_enable(RCC_APB2ENR, APB2_USART1);
    gpio_pull_up(GPIOA, RX);
    gpio_alternate(GPIOA, RX, FUNCTION_USART1, GPIO_SLOW);
    gpio_alternate(GPIOA, TX, FUNCTION_USART1, GPIO_SLOW);
    usart_start(clocks.apb2_hz);
    tick_start(clocks.core_hz);
    interrupt_enable(BOARD_LINK_IRQ);
}
