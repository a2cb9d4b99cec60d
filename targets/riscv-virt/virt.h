/* Devices of QEMU's RISC-V virt machine (hw/riscv/virt.c). Harts 0 to 7 are the team, hart 8 runs the program, as the cores of a PULP cluster do. */
#ifndef VIRT_H
#define VIRT_H

#include "riscv.h"

#define MAIN_HART 8U

/* Core-local interruptor: a software interrupt per hart, and the time in ticks of 100 ns. */
#define CLINT_MSIP(hart) register_at(0x02000000U + 4U * (hart))
#define CLINT_TIME_LOW register_at(0x0200bff8U)
#define CLINT_TIME_HIGH register_at(0x0200bffcU)

/* Bits of mie and mip. */
#define SOFTWARE_INTERRUPT (1U << 3)
#define EXTERNAL_INTERRUPT (1U << 11)

/* What a core of the team does for ever. */
void board_worker(void);

#endif
