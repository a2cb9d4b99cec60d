/* Reset and clock controller of the STM32F4 and F7: the same oscillators, main PLL and switch (RM0090 section 7.3, RM0385 5.3). */
#ifndef RCC_H
#define RCC_H

#include <stdbool.h>
#include <stdint.h>

#include "cortex_m.h"

#define RCC_CR register_at(0x40023800U)
#define RCC_PLLCFGR register_at(0x40023804U)
#define RCC_CFGR register_at(0x40023808U)
#define RCC_AHB1ENR register_at(0x40023830U)
#define RCC_AHB3ENR register_at(0x40023838U)
#define RCC_APB1ENR register_at(0x40023840U)
#define RCC_APB2ENR register_at(0x40023844U)

#define RCC_INTERNAL_HZ 16000000U /* HSI, in use after reset */

/* Whether there is one: a simulator without clock controller reads as zero, and its core is at full speed. */
bool rcc_present(void);

/* Starts the PLL, fed by the crystal (BOARD_CRYSTAL_HZ) or by the internal oscillator where the crystal does not start. It is not waited for.
 * The VCO runs at `vco_mhz`, the core at half of it, USB at VCO / `usb_divider`. */
void rcc_start_pll(uint32_t vco_mhz, uint32_t usb_divider);

/* Switches the core to the PLL, APB1 to a quarter and APB2 to a half of that; false where the PLL does not lock: all is on the internal oscillator then. */
bool rcc_switch_to_pll(void);

/* Stops the PLL, which the core does not use. */
void rcc_stop_pll(void);

#endif
