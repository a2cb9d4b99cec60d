/* Flash of the STM32L476 (RM0351, chapter 3): two banks of 256 pages of 2 KiB, numbered through; double words of 64 bits with ECC. While one bank is busy,
 * code in the other runs on. */
#include <string.h>

#include "board.h"
#include "cortex_m.h"
#include "flash_cache.h"
#include "flash_commands.h"
#include "rp_flash.h"

#define FLASH_ECCR register_at(0x40022018U)
#define CR_PAGE_ERASE (1U << 1)
#define CR_PAGE_SHIFT 3U
#define CR_BANK_2 (1U << 11)
#define ECCR_TWO_BITS (1U << 31) /* written to clear */
#define BANK_PAGES 256U

/* Errors: operation, programming, protection, alignment, size, sequence, fast, read, option bytes. Patience: above 500 ms at 80 MHz. A page takes 25 ms at most
 * (datasheet DS10198, flash memory characteristics). */
static const flash_controller controller = {.keyr = 0x40022008U, .sr = 0x40022010U, .cr = 0x40022014U, .errors = 0xc3faU, .patience = 10000000U};

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

bool rp_flash_erase(uint32_t sector)
{
    uint32_t bank = sector < BANK_PAGES ? 0U : CR_BANK_2;
    return flash_erase(&controller, CR_PAGE_ERASE | bank | ((sector % BANK_PAGES) << CR_PAGE_SHIFT));
}

bool rp_flash_program(uint32_t address, const uint8_t *unit)
{
    uint32_t words[2];
    memcpy(words, unit, sizeof words);
    if (!flash_prepare(&controller, FLASH_CR_PROGRAM)) {
        return false;
    }
    *register_at(address) = words[0];
    __asm volatile("isb" ::: "memory");
    *register_at(address + 4U) = words[1];
    return flash_finish(&controller);
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
