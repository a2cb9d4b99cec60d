/* The smallest firmware that answers: says '!' when it is ready, then sends every byte back plus one. Built by QemuSimulatorTest for boards with STM32 or CMSDK UARTs. */
#include <stdint.h>

#ifdef STM32
#define STATUS (*(volatile uint32_t *)0x40011000u)
#define DATA (*(volatile uint32_t *)0x40011004u)
#define CONTROL (*(volatile uint32_t *)0x4001100cu)
#define ENABLE 0x200cu
#define RECEIVED ((STATUS & 0x20u) != 0u)
#else
#define DATA (*(volatile uint32_t *)0x40004000u)
#define STATUS (*(volatile uint32_t *)0x40004004u)
#define CONTROL (*(volatile uint32_t *)0x40004008u)
#define ENABLE 3u
#define RECEIVED ((STATUS & 2u) != 0u)
#endif

static void reset(void)
{
#ifndef STM32
    *(volatile uint32_t *)0x40004010u = 16u;
#endif
    CONTROL = ENABLE;
    DATA = '!';
    for (;;) {
        while (!RECEIVED) {
            /* Polling without a pause keeps QEMU's lock, so that its main loop hardly ever delivers a byte. */
            for (volatile int i = 0; i < 10000; i++) {
            }
        }
        DATA = (DATA + 1u) & 0xffu;
    }
}

__attribute__((section(".vectors"), used)) static void (*const vectors[2])(void) = {(void (*)(void))0x20001000u, reset};
