#ifndef SDRAM_H
#define SDRAM_H

#include <stdint.h>

/* Starts the external memory: 8 MB at 0xc0000000. The bus that feeds its controller runs at `hz`, at most 216 MHz. */
void sdram_start(uint32_t hz);

#endif
