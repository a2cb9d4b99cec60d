/* STM32F407G-DISC1 and STM32F4DISCOVERY (RM0090). Their ST-Link has no serial port: the link is USART2, PA2 = TX, PA3 = RX, for an adapter of one's own.
 * Nothing else on the board uses these pins (UM1472). QEMU's netduinoplus2 gives USART2 to its second -serial. */
#include "rp_board.h"

#include "board.h"
#include "clock.h"
#include "gpio.h"
#include "rcc.h"
#include "stm32.h"
#include "usart.h"

/* RM0090, sections 7.3.10 and 7.3.13. */
#define AHB1_GPIOA (1U << 0)
#define AHB1_CCM (1U << 20)
#define APB1_USART2 (1U << 17)

#define GPIOA 0x40020000U
#define TX 2U
#define RX 3U
#define FUNCTION_USART2 7U /* datasheet DS8626, table 9 */

void rp_board_init(void)
{
    board_clocks clocks = clock_start();
    stm32_enable(RCC_AHB1ENR, AHB1_GPIOA | AHB1_CCM);
    stm32_enable(RCC_APB1ENR, APB1_USART2);
    gpio_pull_up(GPIOA, RX);
    gpio_alternate(GPIOA, RX, FUNCTION_USART2, GPIO_SLOW);
    gpio_alternate(GPIOA, TX, FUNCTION_USART2, GPIO_SLOW);
    usart_start(clocks.apb1_hz);
    tick_start(clocks.core_hz);
    interrupt_enable(BOARD_LINK_IRQ);
}
