/* Flash of the STM32F405/407 (RM0090, chapter 3: sectors 0 - 3 of 16 KiB, 4 of 64 KiB, 5 - 11 of 128 KiB) and F746 (RM0385, chapter 3: 0 - 3 of 32 KiB, 4 of
 * 128 KiB, 5 - 7 of 256 KiB), which have the same controller; words of 32 bits (2.7 - 3.6 V). There is one bank: while it is busy the core stalls at the next
 * instruction from flash, and the link's bytes are lost meanwhile. */
#include <string.h>

#include "cortex_m.h"
#include "flash_cache.h"
#include "rp_flash.h"

#define FLASH_WORD 4U

#define FLASH_KEYR register_at(0x40023c04U)
#define FLASH_SR register_at(0x40023c0cU)
#define FLASH_CR register_at(0x40023c10U)

#define KEY1 0x45670123U
#define KEY2 0xcdef89abU
#define SR_ERRORS 0xf2U /* sequence, parallelism, alignment, write protection, operation; written to clear */
#define SR_BUSY (1U << 16)
#define CR_PROGRAM (1U << 0)
#define CR_SECTOR_ERASE (1U << 1)
#define CR_SECTOR_SHIFT 3U
#define CR_BY_WORDS (2U << 8)
#define CR_START (1U << 16)
#define CR_LOCK (1U << 31)

/* Turns of the polling loop, of 4 cycles or more: above 4 s at 168 MHz, 3.7 s at 216 MHz. A sector takes 2 s at most on either (datasheets DS8626 and DS10916,
 * flash memory programming). */
#define FLASH_PATIENCE 200000000U

static bool finished(void)
{
    for (uint32_t turns = 0; turns < FLASH_PATIENCE; turns++) {
        if ((*FLASH_SR & SR_BUSY) == 0) {
            return (*FLASH_SR & SR_ERRORS) == 0;
        }
    }
    return false;
}

/* Makes the controller ready for `command`. False: it does not take it, as where a simulator has none. */
static bool prepare(uint32_t command)
{
    *FLASH_SR = SR_ERRORS;
    if (!finished()) {
        return false;
    }
    /* A key too many would lock it until the next reset. */
    if ((*FLASH_CR & CR_LOCK) != 0) {
        *FLASH_KEYR = KEY1;
        *FLASH_KEYR = KEY2;
    }
    *FLASH_CR = command;
    return *FLASH_CR == command;
}

static bool finish(void)
{
    __asm volatile("dsb" ::: "memory");
    bool done = finished();
    *FLASH_CR = CR_LOCK;
    return done;
}

bool rp_flash_erase(uint32_t sector)
{
    uint32_t command = CR_BY_WORDS | CR_SECTOR_ERASE | (sector << CR_SECTOR_SHIFT);
    if (!prepare(command)) {
        return false;
    }
    *FLASH_CR = command | CR_START;
    return finish();
}

bool rp_flash_program(uint32_t address, const uint8_t *unit)
{
    uint32_t word;
    memcpy(&word, unit, FLASH_WORD);
    if (!prepare(CR_BY_WORDS | CR_PROGRAM)) {
        return false;
    }
    *register_at(address) = word;
    return finish();
}

bool rp_flash_read(uint32_t address, uint8_t *data, uint32_t bytes)
{
    flash_cache_forget(address, bytes);
    memcpy(data, memory_at(address), bytes);
    return true;
}
