/* Vector table and the way from reset to main. The linker script cortex-m.ld gives the symbols. */
#include <stdint.h>

#include "board_irq.h"
#include "cortex_m.h"

/* What an unused byte of the stack holds: its high-water mark can be read from outside. */
#define STACK_PAINT 0xa5a5a5a5U

extern uint32_t rp_stack_bottom[], rp_stack_top[];
extern uint32_t rp_data_start[], rp_data_end[], rp_data_image[];
extern uint32_t rp_bss_start[], rp_bss_end[];

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
    const uint32_t *stack;
    vector core[15];
    vector device[BOARD_LINK_IRQ + 1]; /* the last one that is used */
} vector_table;

__attribute__((section(".vectors"), used)) static const vector_table vectors = {
    .stack = rp_stack_top,
    .core = {
        board_reset, board_fault, board_fault, board_fault, board_fault, board_fault, /* reset, NMI, hard, memory, bus, usage fault */
        0, 0, 0, 0, board_fault, board_fault, 0, board_fault, board_tick,             /* SVCall, debug monitor, PendSV, SysTick */
    },
    .device = {[BOARD_LINK_IRQ] = board_link_interrupt},
};

void board_reset(void)
{
    const uint32_t *stack_pointer;
    __asm volatile("mov %0, sp" : "=r"(stack_pointer));
    /* Volatile, so that no call of memset is made of it, whose own frame it would paint. */
    for (volatile uint32_t *word = rp_stack_bottom; word < stack_pointer; word++) {
        *word = STACK_PAINT;
    }
    *SCB_CPACR |= 0xfU << 20; /* full access to the FPU; its defaults are N1.1: nearest even, subnormals kept */
    __asm volatile("dsb\n\tisb" ::: "memory");
    const uint32_t *image = rp_data_image;
    for (uint32_t *word = rp_data_start; word < rp_data_end; word++) {
        *word = *image++;
    }
    for (uint32_t *word = rp_bss_start; word < rp_bss_end; word++) {
        *word = 0;
    }
    (void)main();
    board_fault();
}
