/* Put before the board support by the compiler's -include: its registers and memory are those of registers.c, not of this computer. */
#ifndef REGISTERS_H
#define REGISTERS_H

#define register_at register_of_the_core
#define memory_at memory_of_the_core
#include "cortex_m.h"
#undef register_at
#undef memory_at

volatile uint32_t *register_at(uint32_t address);
void *memory_at(uint32_t address);

/* Reads standard input up to the description's end; 0 where it is wrong. */
int registers_read(void);

/* Prints the last changes. */
void registers_end(void);

#endif
