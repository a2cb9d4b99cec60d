/* How a command is given to the flash controllers of the STM32F4, F7 and L4 (RM0090, RM0385, RM0351, chapter 3), which differ in the addresses of their registers, their
 * error flags and what a command looks like. */
#ifndef FLASH_COMMANDS_H
#define FLASH_COMMANDS_H

#include <stdbool.h>
#include <stdint.h>

#include "cortex_m.h"

#define FLASH_KEY1 0x45670123U
#define FLASH_KEY2 0xcdef89abU
#define FLASH_SR_BUSY (1U << 16)
#define FLASH_CR_PROGRAM (1U << 0)
#define FLASH_CR_START (1U << 16)
#define FLASH_CR_LOCK (1U << 31)

typedef struct {
    uint32_t keyr, sr, cr; /* addresses */
    uint32_t errors;       /* of the status register; written to clear */
    uint32_t patience;     /* turns of the polling loop, of 4 cycles or more */
} flash_controller;

static inline bool flash_finished(const flash_controller *flash)
{
    for (uint32_t turns = 0; turns < flash->patience; turns++) {
        if ((*register_at(flash->sr) & FLASH_SR_BUSY) == 0) {
            return (*register_at(flash->sr) & flash->errors) == 0;
        }
    }
    return false;
}

/* Makes the controller ready for `command`. Errors from before, such as that of the option bytes after some resets, would refuse it. False: it does not take it, as
 * where a simulator has none. */
static inline bool flash_prepare(const flash_controller *flash, uint32_t command)
{
    *register_at(flash->sr) = flash->errors;
    if (!flash_finished(flash)) {
        return false;
    }
    volatile uint32_t *control = register_at(flash->cr);
    /* A key too many would lock it until the next reset. */
    if ((*control & FLASH_CR_LOCK) != 0) {
        *register_at(flash->keyr) = FLASH_KEY1;
        *register_at(flash->keyr) = FLASH_KEY2;
    }
    *control = command;
    /* cppcheck-suppress knownConditionTrueFalse ; a register need not read what was written */
    return *control == command;
}

/* Waits for the command under way, and locks the controller. */
static inline bool flash_finish(const flash_controller *flash)
{
    __asm volatile("dsb" ::: "memory");
    bool done = flash_finished(flash);
    *register_at(flash->cr) = FLASH_CR_LOCK;
    return done;
}

static inline bool flash_erase(const flash_controller *flash, uint32_t command)
{
    if (!flash_prepare(flash, command)) {
        return false;
    }
    *register_at(flash->cr) = command | FLASH_CR_START;
    return flash_finish(flash);
}

#endif
