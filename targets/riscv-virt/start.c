/* From reset, which every hart leaves at the same address, to main and to the team's loop. */
#include <stdint.h>

#include "virt.h"

#define TEST_FINISHER register_at(0x00100000U)
#define FINISH_PASS 0x5555U
#define FINISH_FAIL 0x3333U
#define CODE_OF_A_TRAP 127U

extern uint32_t rp_bss_start[], rp_bss_end[];

int main(void);
void board_reset(void);
void board_main(void);
void board_trap(void);

__attribute__((noreturn)) static void finish(uint32_t code)
{
    *TEST_FINISHER = code == 0 ? FINISH_PASS : code << 16 | FINISH_FAIL;
    for (;;) {
    }
}

/* Ends the emulation: the other side of the link hears of it at once. */
__attribute__((aligned(4))) void board_trap(void)
{
    finish(CODE_OF_A_TRAP);
}

void board_main(void)
{
    for (uint32_t *word = rp_bss_start; word != rp_bss_end; word++) {
        *word = 0;
    }
    finish((uint32_t)main());
}

/* Hart 8 gets the stack of the program, hart n of the team the n-th of rp_team_stacks. QEMU starts at the lowest address, which this section has. */
__attribute__((naked, used, section(".start"))) void board_reset(void)
{
    __asm volatile("la t0, board_trap\n\t"
                   "csrw mtvec, t0\n\t"
                   "csrr t0, mhartid\n\t"
                   "li t1, 8\n\t"
                   "la sp, rp_stack_top\n\t"
                   "beq t0, t1, 1f\n\t"
                   "la sp, rp_team_stacks\n\t"
                   "li t1, 2048\n\t"
                   "addi t0, t0, 1\n\t"
                   "mul t0, t0, t1\n\t"
                   "add sp, sp, t0\n\t"
                   "j board_worker\n"
                   "1: j board_main");
}
