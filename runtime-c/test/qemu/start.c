/* Start of a test program on an Armv7E-M core in QEMU; the C library speaks to the world through semihosting. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern uint32_t stack_top, data_start, data_end, data_load, bss_start, bss_end;

int main(void);
void initialise_monitor_handles(void);

static void reset(void)
{
    *(volatile uint32_t *)0xE000ED88 |= 0xFu << 20; /* CPACR: the FPU is on */
    __asm volatile("dsb\n\tisb");
    memcpy(&data_start, &data_load, (size_t)((uintptr_t)&data_end - (uintptr_t)&data_start));
    memset(&bss_start, 0, (size_t)((uintptr_t)&bss_end - (uintptr_t)&bss_start));
    initialise_monitor_handles();
    exit(main());
}

static void fault(void)
{
    abort();
}

__attribute__((section(".vectors"), used)) static const uintptr_t vectors[8] = {
    (uintptr_t)&stack_top, (uintptr_t)reset, (uintptr_t)fault, (uintptr_t)fault, (uintptr_t)fault, (uintptr_t)fault, (uintptr_t)fault, (uintptr_t)fault,
};
