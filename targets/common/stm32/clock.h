#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

typedef struct {
    uint32_t core_hz;
    uint32_t apb1_hz;
    uint32_t apb2_hz;
} board_clocks;

/* Raises the core to the target's clockHz where the oscillators and the supply allow it; says what it came to. Called once after reset. */
board_clocks clock_start(void);

#endif
