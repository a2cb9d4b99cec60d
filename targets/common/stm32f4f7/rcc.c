#include "rcc.h"

#include "board.h"
#include "stm32.h"

#define MHZ 1000000U

#define CR_HSI_ON (1U << 0)
#define CR_HSE_ON (1U << 16)
#define CR_HSE_READY (1U << 17)
#define CR_PLL_ON (1U << 24)
#define CR_PLL_READY (1U << 25)
#define PLLCFGR_FIELDS 0x0f437fffU /* M, N, P, source and Q; the rest is reserved and kept */
#define PLLCFGR_FROM_HSE (1U << 22)
#define CFGR_APB1_BY_4 (5U << 10)
#define CFGR_APB2_BY_2 (4U << 13)
#define CFGR_FROM_PLL 2U
#define CFGR_IN_USE_MASK (3U << 2)
#define CFGR_PLL_IN_USE (2U << 2)

bool rcc_present(void)
{
    /* On the device the internal oscillator runs after reset. */
    return (*RCC_CR & CR_HSI_ON) != 0;
}

void rcc_start_pll(uint32_t vco_mhz, uint32_t usb_divider)
{
    uint32_t source = PLLCFGR_FROM_HSE;
    uint32_t source_hz = BOARD_CRYSTAL_HZ;
    *RCC_CR |= CR_HSE_ON;
    if (!stm32_await(RCC_CR, CR_HSE_READY, CR_HSE_READY)) {
        *RCC_CR &= ~CR_HSE_ON;
        source = 0;
        source_hz = RCC_INTERNAL_HZ;
    }
    /* 1 MHz into the PLL; output divider 2 is code 0. */
    *RCC_PLLCFGR = (*RCC_PLLCFGR & ~PLLCFGR_FIELDS) | (source_hz / MHZ) | (vco_mhz << 6) | source | (usb_divider << 24);
    *RCC_CR |= CR_PLL_ON;
}

bool rcc_switch_to_pll(void)
{
    if (stm32_await(RCC_CR, CR_PLL_READY, CR_PLL_READY)) {
        *RCC_CFGR = CFGR_APB1_BY_4 | CFGR_APB2_BY_2;
        *RCC_CFGR = CFGR_APB1_BY_4 | CFGR_APB2_BY_2 | CFGR_FROM_PLL;
        if (stm32_await(RCC_CFGR, CFGR_IN_USE_MASK, CFGR_PLL_IN_USE)) {
            return true;
        }
        /* Still on the internal oscillator, with the dividers set. */
        *RCC_CFGR = 0;
    }
    return false;
}

void rcc_stop_pll(void)
{
    *RCC_CR &= ~CR_PLL_ON;
}
