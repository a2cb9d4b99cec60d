/* Flash of the STM32F405/407 (RM0090, chapter 3: sectors 0 - 3 of 16 KiB, 4 of 64 KiB, 5 - 11 of 128 KiB) and F746 (RM0385, chapter 3: 0 - 3 of 32 KiB, 4 of
 * 128 KiB, 5 - 7 of 256 KiB), which have the same controller; words of 32 bits (2.7 - 3.6 V). There is one bank: while it is busy the core stalls at the next
 * instruction from flash, and the link's bytes are lost meanwhile. */
#include <string.h>

#include "cortex_m.h"
#include "flash_cache.h"
#include "flash_commands.h"
#include "rp_flash.h"

#define FLASH_WORD 4U
#define CR_SECTOR_ERASE (1U << 1)
#define CR_SECTOR_SHIFT 3U
#define CR_BY_WORDS (2U << 8)

/* Errors: sequence, parallelism, alignment, write protection, operation. Patience: above 4 s at 168 MHz, 3.7 s at 216 MHz. A sector takes 2 s at most on either
 * (datasheets DS8626 and DS10916, flash memory programming). */
static const flash_controller controller = {.keyr = 0x40023c04U, .sr = 0x40023c0cU, .cr = 0x40023c10U, .errors = 0xf2U, .patience = 200000000U};

bool rp_flash_erase(uint32_t sector)
{
    return flash_erase(&controller, CR_BY_WORDS | CR_SECTOR_ERASE | (sector << CR_SECTOR_SHIFT));
}

bool rp_flash_program(uint32_t address, const uint8_t *unit)
{
    uint32_t word;
    memcpy(&word, unit, FLASH_WORD);
    if (!flash_prepare(&controller, CR_BY_WORDS | FLASH_CR_PROGRAM)) {
        return false;
    }
    *register_at(address) = word;
    return flash_finish(&controller);
}

bool rp_flash_read(uint32_t address, uint8_t *data, uint32_t bytes)
{
    flash_cache_forget(address, bytes);
    memcpy(data, memory_at(address), bytes);
    return true;
}
