/* NUCLEO-H743ZI and NUCLEO-H753ZI (RM0433): the link is USART3, PD8 = TX, PD9 = RX, which the ST-Link shows as a serial port (UM1974, UM2407). Caches on. */
#include "rp_board.h"

#include "board.h"
#include "caches.h"
#include "clock.h"
#include "gpio.h"
#include "stm32.h"
#include "usart.h"

/* RM0433, sections 8.7.40, 8.7.43 and 8.7.45. */
#define RCC_AHB2ENR register_at(0x580244dcU)
#define RCC_AHB4ENR register_at(0x580244e0U)
#define RCC_APB1LENR register_at(0x580244e8U)
#define AHB2_D2_SRAMS (7U << 29)
#define AHB4_GPIOD (1U << 3)
#define APB1L_USART3 (1U << 18)

#define GPIOD 0x58020c00U
#define TX 8U
#define RX 9U
#define FUNCTION_USART3 7U /* datasheet DS12110, table 12 */

/* Revisions before X may return wrong data where the AXI SRAM is read by two masters at once, unless it takes one read at a time (ES0392, "Reading from AXI
 * SRAM may lead to data read corruption"). */
#define DBGMCU_IDC register_at(0x5c001000U)
#define REVISION_X 0x2001U
#define AXI_TARG7_FN_MOD register_at(0x51008108U)
#define READ_ISSUE_ONE 1U

static void repair_axi_sram(void)
{
    if ((*DBGMCU_IDC >> 16) < REVISION_X) {
        *AXI_TARG7_FN_MOD = READ_ISSUE_ONE;
    }
}

void rp_board_init(void)
{
    repair_axi_sram();
    board_clocks clocks = clock_start();
    stm32_enable(RCC_AHB2ENR, AHB2_D2_SRAMS);
    caches_start();
    stm32_enable(RCC_AHB4ENR, AHB4_GPIOD);
    stm32_enable(RCC_APB1LENR, APB1L_USART3);
    gpio_pull_up(GPIOD, RX);
    gpio_alternate(GPIOD, RX, FUNCTION_USART3, GPIO_SLOW);
    gpio_alternate(GPIOD, TX, FUNCTION_USART3, GPIO_SLOW);
    usart_start(clocks.apb1_hz);
    tick_start(clocks.core_hz);
    interrupt_enable(BOARD_LINK_IRQ);
}
