/* What the board support of all STM32 families shares. */
#ifndef STM32_H
#define STM32_H

#include <stdbool.h>
#include <stdint.h>

#include "cortex_m.h"

/* Turns of a polling loop, each of 5 cycles or more: above 30 ms at 16 MHz, where the slowest event, a crystal that starts, takes about 2. */
#define STM32_PATIENCE 100000U

/* Waits until the bits `mask` of a register are `value`; false where they never are. Every wait is bounded: a board without crystal starts too. */
static inline bool stm32_await(volatile const uint32_t *where, uint32_t mask, uint32_t value)
{
    for (uint32_t turns = 0; turns < STM32_PATIENCE; turns++) {
        if ((*where & mask) == value) {
            return true;
        }
    }
    return false;
}

/* Sets bits of a clock-enable register. The peripheral hears of it two bus cycles later (errata of F4, F7, L4 and H7), which reading back takes. */
static inline void stm32_enable(volatile uint32_t *enable, uint32_t bits)
{
    *enable |= bits;
    (void)*enable;
}

#endif
