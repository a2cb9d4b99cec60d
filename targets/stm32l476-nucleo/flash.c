/* Flash of the STM32L476 (RM0351, chapter 3): two banks of 256 pages of 2 KiB, numbered through; double words of 64 bits with ECC. While one bank is busy,
 * code in the other runs on. */
#include <string.h>

#include "board.h"
#include "cortex_m.h"
#include "flash_cache.h"
#include "rp_flash.h"

#define FLASH_KEYR register_at(0x40022008U)
#define FLASH_SR register_at(0x40022010U)
#define FLASH_CR register_at(0x40022014U)
#define FLASH_ECCR register_at(0x40022018U)

#define KEY1 0x45670123U
#define KEY2 0xcdef89abU
#define SR_ERRORS 0xc3faU /* operation, programming, protection, alignment, size, sequence, fast, read, option bytes; written to clear */
#define SR_BUSY (1U << 16)
#define CR_PROGRAM (1U << 0)
#define CR_PAGE_ERASE (1U << 1)
#define CR_PAGE_SHIFT 3U
#define CR_BANK_2 (1U << 11)
#define CR_START (1U << 16)
#define CR_LOCK (1U << 31)
#define ECCR_TWO_BITS (1U << 31) /* written to clear */
#define BANK_PAGES 256U

/* Turns of the polling loop, of 4 cycles or more: above 500 ms at 80 MHz. A page takes 25 ms at most (datasheet DS10198, flash memory characteristics). */
#define FLASH_PATIENCE 10000000U

static volatile bool reading;
static volatile bool damaged;

/* Two wrong bits in a double word raise the NMI: expected of a save that was cut short, fatal in code. */
void flash_ecc_error(void)
{
    if (!reading || (*FLASH_ECCR & ECCR_TWO_BITS) == 0) {
        *SCB_AIRCR = AIRCR_RESET;
        for (;;) {
        }
    }
    *FLASH_ECCR |= ECCR_TWO_BITS;
    damaged = true;
}

static bool finished(void)
{
    for (uint32_t turns = 0; turns < FLASH_PATIENCE; turns++) {
        if ((*FLASH_SR & SR_BUSY) == 0) {
            return (*FLASH_SR & SR_ERRORS) == 0;
        }
    }
    return false;
}

/* Makes the controller ready for `command`. Errors from before, such as that of the option bytes after some resets, would refuse it. */
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
    uint32_t bank = sector < BANK_PAGES ? 0U : CR_BANK_2;
    uint32_t command = CR_PAGE_ERASE | bank | ((sector % BANK_PAGES) << CR_PAGE_SHIFT);
    if (!prepare(command)) {
        return false;
    }
    *FLASH_CR = command | CR_START;
    return finish();
}

bool rp_flash_program(uint32_t address, const uint8_t *unit)
{
    uint32_t words[2];
    memcpy(words, unit, sizeof words);
    if (!prepare(CR_PROGRAM)) {
        return false;
    }
    *register_at(address) = words[0];
    __asm volatile("isb" ::: "memory");
    *register_at(address + 4U) = words[1];
    return finish();
}

bool rp_flash_read(uint32_t address, uint8_t *data, uint32_t bytes)
{
    flash_cache_forget(address, bytes);
    damaged = false;
    reading = true;
    __asm volatile("dsb" ::: "memory");
    memcpy(data, memory_at(address), bytes);
    __asm volatile("dsb\n\tisb" ::: "memory");
    reading = false;
    return !damaged;
}
