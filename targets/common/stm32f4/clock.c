/* Clock tree of the STM32F405 and F407 (RM0090, sections 3.5 and 7): 168 MHz from the PLL. The regulator is in scale 1 after reset, as 168 MHz need. */
#include "clock.h"

#include "flash_access.h"
#include "rcc.h"
#include "stm32.h"

#define FULL_SPEED_HZ 168000000U

#define ACR_WAIT_STATES 5U /* 150 to 168 MHz at 2.7 - 3.6 V (RM0090, table 10) */
#define ACR_WAIT_MASK 7U
#define ACR_PREFETCH (1U << 8)
#define ACR_CACHES (3U << 9) /* instructions and data */

/* Silicon revision A says that it is an STM32F2, 0x411, and its prefetch does not work (ES0182, "ART Accelerator prefetch"). */
#define DBGMCU_IDCODE register_at(0xe0042000U)
#define IDCODE_DEVICE_MASK 0xfffU
#define IDCODE_F405 0x413U

static bool set_wait_states(void)
{
    uint32_t prefetch = (*DBGMCU_IDCODE & IDCODE_DEVICE_MASK) == IDCODE_F405 ? ACR_PREFETCH : 0U;
    *FLASH_ACR = ACR_CACHES | prefetch | ACR_WAIT_STATES;
    return stm32_await(FLASH_ACR, ACR_WAIT_MASK, ACR_WAIT_STATES);
}

board_clocks clock_start(void)
{
    const board_clocks full = {.core_hz = FULL_SPEED_HZ, .apb1_hz = FULL_SPEED_HZ / 4U, .apb2_hz = FULL_SPEED_HZ / 2U};
    const board_clocks internal = {.core_hz = RCC_INTERNAL_HZ, .apb1_hz = RCC_INTERNAL_HZ, .apb2_hz = RCC_INTERNAL_HZ};
    if (!rcc_present()) {
        return full;
    }
    rcc_start_pll(2U * (FULL_SPEED_HZ / 1000000U), 7);
    if (set_wait_states() && rcc_switch_to_pll()) {
        return full;
    }
    rcc_stop_pll();
    return internal;
}
