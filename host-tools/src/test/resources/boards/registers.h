/* Put before the board support by the compiler's -include: its registers are those of registers.c, not of this computer. */
#define register_at register_of_the_core
#include "cortex_m.h"
#undef register_at

volatile uint32_t *register_at(uint32_t address);
