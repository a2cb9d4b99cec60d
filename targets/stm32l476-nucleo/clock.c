/* Clock tree of the STM32L476 (RM0351, sections 3.3.3, 5.1.7 and 6): 80 MHz from the PLL, fed by the 16 MHz oscillator, which is accurate enough for the link
 * (datasheet DS10198: 1 % from 0 to 85 degrees); by the 4 MHz one, in use after reset, where that does not start. */
#include "clock.h"

#include "flash_access.h"
#include "stm32.h"

#define FULL_SPEED_HZ 80000000U
#define AFTER_RESET_HZ 4000000U /* MSI */

#define RCC_CR register_at(0x40021000U)
#define RCC_CFGR register_at(0x40021008U)
#define RCC_PLLCFGR register_at(0x4002100cU)
#define RCC_APB1ENR1 register_at(0x40021058U)
#define CR_MSI_ON (1U << 0)
#define CR_HSI_ON (1U << 8)
#define CR_HSI_READY (1U << 10)
#define CR_PLL_ON (1U << 24)
#define CR_PLL_READY (1U << 25)
#define CFGR_FROM_PLL 3U
#define CFGR_IN_USE_MASK (3U << 2)
#define CFGR_PLL_IN_USE (3U << 2)
#define PLLCFGR_FROM_MSI 1U
#define PLLCFGR_FROM_HSI 2U
#define PLLCFGR_TO_CORE (1U << 24) /* output R, at half of the VCO: code 0 */
#define VCO_MHZ 160U
#define APB1_POWER (1U << 28)

#define PWR_CR1 register_at(0x40007000U)
#define PWR_SR2 register_at(0x40007014U)
#define CR1_RANGE_MASK (3U << 9)
#define CR1_RANGE_1 (1U << 9) /* up to 80 MHz */
#define SR2_RANGE_CHANGING (1U << 10)

#define ACR_WAIT_STATES 4U /* 64 to 80 MHz in range 1 (RM0351, table 11) */
#define ACR_WAIT_MASK 7U
#define ACR_ART (7U << 8) /* prefetch, instruction cache, data cache */

static void start_pll(void)
{
    uint32_t source = PLLCFGR_FROM_HSI;
    uint32_t multiplier = VCO_MHZ / 16U;
    *RCC_CR |= CR_HSI_ON;
    if (!stm32_await(RCC_CR, CR_HSI_READY, CR_HSI_READY)) {
        *RCC_CR &= ~CR_HSI_ON;
        source = PLLCFGR_FROM_MSI;
        multiplier = VCO_MHZ / 4U;
    }
    *RCC_PLLCFGR = source | (multiplier << 8); /* input divider 1 is code 0 */
    *RCC_CR |= CR_PLL_ON;
    *RCC_PLLCFGR |= PLLCFGR_TO_CORE;
}

static bool use_range_1(void)
{
    stm32_enable(RCC_APB1ENR1, APB1_POWER);
    *PWR_CR1 = (*PWR_CR1 & ~CR1_RANGE_MASK) | CR1_RANGE_1;
    return stm32_await(PWR_SR2, SR2_RANGE_CHANGING, 0);
}

static bool set_wait_states(void)
{
    *FLASH_ACR = ACR_ART | ACR_WAIT_STATES;
    return stm32_await(FLASH_ACR, ACR_WAIT_MASK, ACR_WAIT_STATES);
}

static bool switch_to_pll(void)
{
    if (!stm32_await(RCC_CR, CR_PLL_READY, CR_PLL_READY)) {
        return false;
    }
    *RCC_CFGR = CFGR_FROM_PLL; /* AHB and APBs undivided */
    if (stm32_await(RCC_CFGR, CFGR_IN_USE_MASK, CFGR_PLL_IN_USE)) {
        return true;
    }
    *RCC_CFGR = 0;
    return false;
}

board_clocks clock_start(void)
{
    const board_clocks full = {.core_hz = FULL_SPEED_HZ, .apb1_hz = FULL_SPEED_HZ, .apb2_hz = FULL_SPEED_HZ};
    const board_clocks after_reset = {.core_hz = AFTER_RESET_HZ, .apb1_hz = AFTER_RESET_HZ, .apb2_hz = AFTER_RESET_HZ};
    if ((*RCC_CR & CR_MSI_ON) == 0) {
        /* A simulator without clock controller, whose core is at full speed. */
        return full;
    }
    if (use_range_1()) {
        start_pll();
        if (set_wait_states() && switch_to_pll()) {
            return full;
        }
        *RCC_CR &= ~CR_PLL_ON;
    }
    return after_reset;
}
