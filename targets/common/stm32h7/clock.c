/* Clock tree of the STM32H743 and H753 (RM0433, sections 4.3.8, 6.4 and 8): 400 MHz from PLL1 in voltage scale 1, which every silicon revision can do (480 MHz need
 * revision V, scale 0 and a lower temperature); buses at 200 MHz, peripherals at 100 MHz. */
#include "clock.h"

#include "board.h"
#include "stm32.h"

#define MHZ 1000000U
#define FULL_SPEED_HZ (400U * MHZ)
#define INTERNAL_HZ (64U * MHZ) /* HSI, in use after reset */

#define RCC_CR register_at(0x58024400U)
#define RCC_CFGR register_at(0x58024410U)
#define RCC_D1CFGR register_at(0x58024418U)
#define RCC_D2CFGR register_at(0x5802441cU)
#define RCC_D3CFGR register_at(0x58024420U)
#define RCC_PLLCKSELR register_at(0x58024428U)
#define RCC_PLLCFGR register_at(0x5802442cU)
#define RCC_PLL1DIVR register_at(0x58024430U)
#define CR_HSI_ON (1U << 0)
#define CR_HSE_ON (1U << 16)
#define CR_HSE_READY (1U << 17)
#define CR_HSE_BYPASS (1U << 18)
#define CR_PLL1_ON (1U << 24)
#define CR_PLL1_READY (1U << 25)
#define CFGR_FROM_PLL1 3U
#define CFGR_SWITCH_MASK 7U
#define CFGR_IN_USE_MASK (7U << 3)
#define CFGR_PLL1_IN_USE (3U << 3)
#define D1CFGR_AHB_BY_2 8U
#define D1CFGR_APB3_BY_2 (4U << 4)
#define D2CFGR_APB1_BY_2 (4U << 4)
#define D2CFGR_APB2_BY_2 (4U << 8)
#define D3CFGR_APB4_BY_2 (4U << 4)
#define PLLCKSELR_PLL1_FIELDS 0x3f3U /* source and input divider */
#define PLLCKSELR_FROM_HSE 2U
#define PLLCFGR_PLL1_FIELDS 0xfU    /* fractions, VCO and input range; all zero: whole multiples, wide VCO */
#define PLLCFGR_INPUT_2_TO_4 (1U << 2)
#define PLLCFGR_P_ON (1U << 16)
#define PLL_INPUT_HZ (2U * MHZ)
#define PLL_MULTIPLIER 400U /* VCO at 800 MHz; wide: 192 to 836 */

#define PWR_CSR1 register_at(0x58024804U)
#define PWR_CR3 register_at(0x5802480cU)
#define PWR_D3CR register_at(0x58024818U)
#define CR3_SUPPLY_MASK 7U
#define CR3_LDO 2U
#define CSR1_VOLTAGE_READY (1U << 13)
#define D3CR_VOLTAGE_READY (1U << 13)
#define D3CR_SCALE_MASK (3U << 14)
#define D3CR_SCALE_1 (3U << 14)

#define FLASH_ACR register_at(0x52002000U)
#define ACR_MASK 0x3fU
#define ACR_2_WAIT_STATES 0x22U /* and programming delay 2: AXI at 185 to 210 MHz in scale 1 (RM0433, table 17) */

/* The supply is the internal regulator; saying so ends the start-up mode in which the voltage cannot be raised (RM0433, section 6.4.1). */
static bool use_scale_1(void)
{
    *PWR_CR3 = (*PWR_CR3 & ~CR3_SUPPLY_MASK) | CR3_LDO;
    if (!stm32_await(PWR_CSR1, CSR1_VOLTAGE_READY, CSR1_VOLTAGE_READY)) {
        return false;
    }
    *PWR_D3CR = (*PWR_D3CR & ~D3CR_SCALE_MASK) | D3CR_SCALE_1;
    return stm32_await(PWR_D3CR, D3CR_VOLTAGE_READY, D3CR_VOLTAGE_READY);
}

/* From the board's clock input or, where there is none, from the internal oscillator. */
static void start_pll(void)
{
    uint32_t source = PLLCKSELR_FROM_HSE;
    uint32_t source_hz = BOARD_CLOCK_INPUT_HZ;
    *RCC_CR |= CR_HSE_BYPASS;
    *RCC_CR |= CR_HSE_ON;
    if (!stm32_await(RCC_CR, CR_HSE_READY, CR_HSE_READY)) {
        *RCC_CR &= ~CR_HSE_ON;
        *RCC_CR &= ~CR_HSE_BYPASS;
        source = 0;
        source_hz = INTERNAL_HZ;
    }
    *RCC_PLLCKSELR = (*RCC_PLLCKSELR & ~PLLCKSELR_PLL1_FIELDS) | ((source_hz / PLL_INPUT_HZ) << 4) | source;
    *RCC_PLLCFGR = (*RCC_PLLCFGR & ~PLLCFGR_PLL1_FIELDS) | PLLCFGR_P_ON | PLLCFGR_INPUT_2_TO_4;
    /* Divider P 2 for the core, Q and R 4; all stored less one. */
    *RCC_PLL1DIVR = (PLL_MULTIPLIER - 1U) | (1U << 9) | (3U << 16) | (3U << 24);
    *RCC_CR |= CR_PLL1_ON;
}

static bool set_wait_states(void)
{
    *FLASH_ACR = ACR_2_WAIT_STATES;
    return stm32_await(FLASH_ACR, ACR_MASK, ACR_2_WAIT_STATES);
}

static bool switch_to_pll(void)
{
    if (!stm32_await(RCC_CR, CR_PLL1_READY, CR_PLL1_READY)) {
        return false;
    }
    *RCC_D1CFGR = D1CFGR_AHB_BY_2 | D1CFGR_APB3_BY_2;
    *RCC_D2CFGR = D2CFGR_APB1_BY_2 | D2CFGR_APB2_BY_2;
    *RCC_D3CFGR = D3CFGR_APB4_BY_2;
    *RCC_CFGR = (*RCC_CFGR & ~CFGR_SWITCH_MASK) | CFGR_FROM_PLL1;
    if (stm32_await(RCC_CFGR, CFGR_IN_USE_MASK, CFGR_PLL1_IN_USE)) {
        return true;
    }
    *RCC_CFGR &= ~CFGR_SWITCH_MASK;
    *RCC_D1CFGR = 0;
    *RCC_D2CFGR = 0;
    *RCC_D3CFGR = 0;
    return false;
}

board_clocks clock_start(void)
{
    const board_clocks full = {.core_hz = FULL_SPEED_HZ, .apb1_hz = FULL_SPEED_HZ / 4U, .apb2_hz = FULL_SPEED_HZ / 4U};
    const board_clocks internal = {.core_hz = INTERNAL_HZ, .apb1_hz = INTERNAL_HZ, .apb2_hz = INTERNAL_HZ};
    if ((*RCC_CR & CR_HSI_ON) == 0) {
        /* A simulator without clock controller, whose core is at full speed. */
        return full;
    }
    if (use_scale_1()) {
        start_pll();
        if (set_wait_states() && switch_to_pll()) {
            return full;
        }
        *RCC_CR &= ~CR_PLL1_ON;
    }
    return internal;
}
