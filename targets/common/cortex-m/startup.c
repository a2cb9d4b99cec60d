/* Vector table and the way from reset to main. The linker script cortex-m.ld gives the symbols. */
#include <stdint.h>

#include "board.h"
#include "cortex_m.h"

/* What an unused byte of the stack holds: its high-water mark can be read from outside. */
#define STACK_PAINT 0xa5a5a5a5U

extern uint32_t rp_stack_bottom[], rp_stack_top[];
extern uint32_t rp_data_start[], rp_data_end[], rp_data_image[];
extern uint32_t rp_bss_start[], rp_bss_end[];

/* A board may have a use for the interrupt that cannot be masked. */
#ifndef BOARD_NMI
#define BOARD_NMI board_fault
#endif

int main(void);
void board_tick(void);
void board_reset(void);

/* A fault restarts the device: its first answer then tells the host so (NAK with 0), which silence would not. */
static void board_fault(void)
{
    *SCB_AIRCR = AIRCR_RESET;
    for (;;) {
    }
}

typedef void (*vector)(void);

typedef struct {
    /* cppcheck-suppress unusedStructMember ; the core reads them */
    const uint32_t *stack;
    /* cppcheck-suppress unusedStructMember */
    vector core[15];
    /* cppcheck-suppress unusedStructMember */
    vector device[BOARD_LINK_IRQ + 1]; /* the last one that is used */
} vector_table;

__attribute__((section(".vectors"), used)) static const vector_table vectors = {
    .stack = rp_stack_top,
    .core = {
        board_reset, BOARD_NMI, board_fault, board_fault, board_fault, board_fault, /* reset, NMI, hard, memory, bus, usage fault */
        0, 0, 0, 0, board_fault, board_fault, 0, board_fault, board_tick,             /* SVCall, debug monitor, PendSV, SysTick */
    },
    .device = {[BOARD_LINK_IRQ] = board_link_interrupt},
};

/* Words from one linker symbol to another, which C does not know to be parts of one object. */
static uint32_t words(const uint32_t *from, const uint32_t *to)
{
    return ((uint32_t)to - (uint32_t)from) / (uint32_t)sizeof(uint32_t);
}

void board_reset(void)
{
    const uint32_t *stack_pointer;
    __asm volatile("mov %0, sp" : "=r"(stack_pointer));
    /* Volatile, so that no call of memset is made of it, whose own frame it would paint. */
    volatile uint32_t *unused = rp_stack_bottom;
    for (uint32_t i = 0; i < words(rp_stack_bottom, stack_pointer); i++) {
        unused[i] = STACK_PAINT;
    }
    *SCB_VTOR = (uint32_t)&vectors; /* the table at 0 may be an alias, or another program's */
    *SCB_CPACR |= 0xfU << 20; /* full access to the FPU; its defaults are N1.1: nearest even, subnormals kept */
    __asm volatile("dsb\n\tisb" ::: "memory");
    for (uint32_t i = 0; i < words(rp_data_start, rp_data_end); i++) {
        rp_data_start[i] = rp_data_image[i];
    }
    for (uint32_t i = 0; i < words(rp_bss_start, rp_bss_end); i++) {
        rp_bss_start[i] = 0;
    }
    (void)main();
    board_fault();
}
