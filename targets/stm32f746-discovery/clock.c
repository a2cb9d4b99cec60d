/* Clock tree of the STM32F746 (RM0385, sections 3.3.2, 4.1.4 and 5): 216 MHz from the PLL, with over-drive, which more than 180 MHz need. The regulator is in
 * scale 1 after reset. */
#include "clock.h"

#include "rcc.h"
#include "stm32.h"

#define FULL_SPEED_HZ 216000000U

#define APB1_POWER (1U << 28)
#define PWR_CR1 register_at(0x40007000U)
#define PWR_CSR1 register_at(0x40007004U)
#define CR1_OVERDRIVE (1U << 16)
#define CR1_OVERDRIVE_SWITCH (1U << 17)
#define CSR1_OVERDRIVE_READY (1U << 16)
#define CSR1_OVERDRIVE_SWITCHED (1U << 17)

#define FLASH_ACR register_at(0x40023c00U)
#define ACR_WAIT_STATES 7U /* 210 to 216 MHz at 2.7 - 3.6 V (RM0385, table 7) */
#define ACR_WAIT_MASK 0xfU
#define ACR_PREFETCH (1U << 8)
#define ACR_ART (1U << 9) /* for the flash's ITCM side; this firmware runs on the AXI side, behind the core's caches */

static bool use_overdrive(void)
{
    *PWR_CR1 |= CR1_OVERDRIVE;
    if (stm32_await(PWR_CSR1, CSR1_OVERDRIVE_READY, CSR1_OVERDRIVE_READY)) {
        *PWR_CR1 |= CR1_OVERDRIVE_SWITCH;
        if (stm32_await(PWR_CSR1, CSR1_OVERDRIVE_SWITCHED, CSR1_OVERDRIVE_SWITCHED)) {
            return true;
        }
    }
    return false;
}

static void stop_overdrive(void)
{
    *PWR_CR1 &= ~(CR1_OVERDRIVE | CR1_OVERDRIVE_SWITCH);
}

static bool set_wait_states(void)
{
    *FLASH_ACR = ACR_ART | ACR_PREFETCH | ACR_WAIT_STATES;
    return stm32_await(FLASH_ACR, ACR_WAIT_MASK, ACR_WAIT_STATES);
}

board_clocks clock_start(void)
{
    const board_clocks full = {.core_hz = FULL_SPEED_HZ, .apb1_hz = FULL_SPEED_HZ / 4U, .apb2_hz = FULL_SPEED_HZ / 2U};
    const board_clocks internal = {.core_hz = RCC_INTERNAL_HZ, .apb1_hz = RCC_INTERNAL_HZ, .apb2_hz = RCC_INTERNAL_HZ};
    if (!rcc_present()) {
        return full;
    }
    stm32_enable(RCC_APB1ENR, APB1_POWER);
    rcc_start_pll(2U * (FULL_SPEED_HZ / 1000000U), 9);
    if (use_overdrive() && set_wait_states() && rcc_switch_to_pll()) {
        return full;
    }
    stop_overdrive();
    rcc_stop_pll();
    return internal;
}
