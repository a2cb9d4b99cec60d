/* From reset to C: the fabric controller from the entry of the program, the cores of the cluster when it starts them. */
#include "pulp.h"

void board_trap(void);
void board_reset(void);

/* The cores take the cause of a trap for an index here, from the start or from word 32 on, so that every word leads to the same place. */
__attribute__((naked, used, aligned(256), section(".vectors"))) static void vectors(void)
{
    __asm volatile(".option push\n\t"
                   ".option norvc\n\t"
                   ".rept 64\n\t"
                   "j board_trap\n\t"
                   ".endr\n\t"
                   ".option pop");
}

/* The entry. */
__attribute__((naked, used, section(".start"))) void board_reset(void)
{
    __asm volatile("la sp, rp_fabric_stack_top\n\t"
                   "la t0, %0\n\t"
                   "csrw mtvec, t0\n\t"
                   "j board_fabric" ::"i"(vectors));
}

/* The boot address of every core of the cluster: the controller gets the stack of the program, core n of the team the n-th of rp_team_stacks. */
__attribute__((naked, used)) void board_cluster_reset(void)
{
    __asm volatile("la t0, %0\n\t"
                   "csrw mtvec, t0\n\t"
                   "csrr t0, mhartid\n\t"
                   "andi t0, t0, 0x1f\n\t"
                   "la sp, rp_stack_top\n\t"
                   "li t1, %1\n\t"
                   "beq t0, t1, 1f\n\t"
                   "la sp, rp_team_stacks\n\t"
                   "li t1, 1552\n\t"
                   "addi t0, t0, 1\n\t"
                   "mul t0, t0, t1\n\t"
                   "add sp, sp, t0\n\t"
                   "j board_worker\n"
                   "1: j board_controller" ::"i"(vectors),
                   "i"(CONTROLLER));
}
