/* Clock tree of the STM32F405 (reference manual RM0090, sections 3.5 and 7): 168 MHz from the PLL, fed by the crystal, or by the internal
 * oscillator where the crystal does not start. Every wait is bounded: a board without crystal, and a simulator without clock controller, start too. */
#include "clock.h"

#include "cortex_m.h"

/* The crystal; whole megahertz. */
#ifndef BOARD_CRYSTAL_HZ
#define BOARD_CRYSTAL_HZ 8000000U
#endif

#define MHZ 1000000U
#define HSI_HZ (16U * MHZ)
#define FULL_SPEED_HZ (168U * MHZ)

#define RCC_CR register_at(0x40023800U)
#define RCC_PLLCFGR register_at(0x40023804U)
#define RCC_CFGR register_at(0x40023808U)
#define FLASH_ACR register_at(0x40023c00U)

#define CR_HSI_ON (1U << 0)
#define CR_HSE_ON (1U << 16)
#define CR_HSE_READY (1U << 17)
#define CR_PLL_ON (1U << 24)
#define CR_PLL_READY (1U << 25)
#define PLLCFGR_FROM_HSE (1U << 22)
#define CFGR_APB1_BY_4 (5U << 10)
#define CFGR_APB2_BY_2 (4U << 13)
#define CFGR_FROM_PLL 2U
#define CFGR_IN_USE_MASK (3U << 2)
#define CFGR_PLL_IN_USE (2U << 2)
#define ACR_WAIT_STATES 5U /* 168 MHz at 2.7 - 3.6 V */
#define ACR_WAIT_MASK 7U
#define ACR_ART (7U << 8) /* prefetch, instruction cache, data cache */

/* Turns of a polling loop: above 10 ms at 16 MHz, where a crystal takes about 2. */
#define PATIENCE 100000U

static int became(volatile const uint32_t *where, uint32_t mask, uint32_t value)
{
    for (uint32_t turns = 0; turns < PATIENCE; turns++) {
        if ((*where & mask) == value) {
            return 1;
        }
    }
    return 0;
}

/* 1 MHz in, 336 MHz in the PLL, 168 MHz out (divider 2 is code 0), 48 MHz for USB. */
static void configure_pll(uint32_t source_hz, uint32_t source)
{
    *RCC_PLLCFGR = (source_hz / MHZ) | (336U << 6) | source | (7U << 24);
}

board_clocks clock_start(void)
{
    const board_clocks internal = {.core_hz = HSI_HZ, .usart1_hz = HSI_HZ};
    const board_clocks full = {.core_hz = FULL_SPEED_HZ, .usart1_hz = FULL_SPEED_HZ / 2U};
    if ((*RCC_CR & CR_HSI_ON) == 0) {
        /* On the device this oscillator runs after reset. Where it does not there is no clock controller: a simulator, whose core is at full speed. */
        return full;
    }
    *RCC_CR |= CR_HSE_ON;
    if (became(RCC_CR, CR_HSE_READY, CR_HSE_READY)) {
        configure_pll(BOARD_CRYSTAL_HZ, PLLCFGR_FROM_HSE);
    } else {
        *RCC_CR &= ~CR_HSE_ON;
        configure_pll(HSI_HZ, 0);
    }
    *RCC_CR |= CR_PLL_ON;
    *FLASH_ACR = ACR_ART | ACR_WAIT_STATES;
    if (!became(RCC_CR, CR_PLL_READY, CR_PLL_READY) || !became(FLASH_ACR, ACR_WAIT_MASK, ACR_WAIT_STATES)) {
        *RCC_CR &= ~CR_PLL_ON;
        return internal;
    }
    *RCC_CFGR = CFGR_APB1_BY_4 | CFGR_APB2_BY_2;
    *RCC_CFGR = CFGR_APB1_BY_4 | CFGR_APB2_BY_2 | CFGR_FROM_PLL;
    if (became(RCC_CFGR, CFGR_IN_USE_MASK, CFGR_PLL_IN_USE)) {
        return full;
    }
    /* Still on the internal oscillator, with the dividers set. */
    *RCC_CFGR = 0;
    *RCC_CR &= ~CR_PLL_ON;
    return internal;
}
