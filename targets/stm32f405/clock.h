#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

typedef struct {
    uint32_t core_hz;
    uint32_t usart1_hz; /* APB2 */
} board_clocks;

/* Raises the core to 168 MHz where the oscillators allow it; says what it came to. */
board_clocks clock_start(void);

#endif
