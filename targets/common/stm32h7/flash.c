/* Flash of the STM32H743 and H753 (RM0433, chapter 4): two banks of 8 sectors of 128 KiB, numbered through; words of 256 bits with ECC. While one bank is busy,
 * code in the other runs on. */
#include <string.h>

#include "cortex_m.h"
#include "flash_cache.h"
#include "rp_flash.h"

#define BANK_SECTORS 8U
#define BANK_1_END 0x08100000U
#define WORD_BYTES 32U

/* Registers of a bank; the second bank's follow at 0x100. */
#define FLASH_KEYR(bank) register_at(0x52002004U + 0x100U * (bank))
#define FLASH_CR(bank) register_at(0x5200200cU + 0x100U * (bank))
#define FLASH_SR(bank) register_at(0x52002010U + 0x100U * (bank))
#define FLASH_CCR(bank) register_at(0x52002014U + 0x100U * (bank))

#define KEY1 0x45670123U
#define KEY2 0xcdef89abU
#define SR_BUSY 0x7U                 /* operation, write buffer, queue */
#define SR_ERRORS 0x006e0000U        /* protection, sequence, strobe, inconsistency, operation */
#define SR_TWO_BITS (1U << 26)
#define CCR_ALL 0x07ef0000U          /* those, read protection, ECC and end of operation */
#define CR_LOCK (1U << 0)
#define CR_PROGRAM (1U << 1)
#define CR_SECTOR_ERASE (1U << 2)
#define CR_BY_64_BITS (3U << 4)
#define CR_START (1U << 7)
#define CR_SECTOR_SHIFT 8U

#define SCB_CCR register_at(0xe000ed14U)
#define SCB_CFSR register_at(0xe000ed28U)
#define CCR_IGNORE_BUS_FAULTS (1U << 8) /* of loads and stores, while faults are masked (Armv7-M, B3.2.8: BFHFNMIGN) */
#define CFSR_BUS 0x0000ff00U            /* written to clear */

/* Turns of the polling loop, of 10 cycles or more, as the flash's registers are behind the AXI: above 5 s at 400 MHz. A sector takes 4 s at most (datasheet
 * DS12110, flash memory programming). */
#define FLASH_PATIENCE 200000000U

static bool finished(uint32_t bank)
{
    for (uint32_t turns = 0; turns < FLASH_PATIENCE; turns++) {
        if ((*FLASH_SR(bank) & SR_BUSY) == 0) {
            return (*FLASH_SR(bank) & SR_ERRORS) == 0;
        }
    }
    return false;
}

/* Makes the bank ready for `command`. Errors from before would refuse it. */
static bool prepare(uint32_t bank, uint32_t command)
{
    *FLASH_CCR(bank) = CCR_ALL;
    if (!finished(bank)) {
        return false;
    }
    /* A key too many would lock it until the next reset. */
    if ((*FLASH_CR(bank) & CR_LOCK) != 0) {
        *FLASH_KEYR(bank) = KEY1;
        *FLASH_KEYR(bank) = KEY2;
    }
    *FLASH_CR(bank) = command;
    return *FLASH_CR(bank) == command;
}

static bool finish(uint32_t bank)
{
    __asm volatile("dsb" ::: "memory");
    bool done = finished(bank);
    *FLASH_CR(bank) = CR_LOCK;
    return done;
}

bool rp_flash_erase(uint32_t sector)
{
    uint32_t bank = sector / BANK_SECTORS;
    uint32_t command = CR_BY_64_BITS | CR_SECTOR_ERASE | ((sector % BANK_SECTORS) << CR_SECTOR_SHIFT);
    if (!prepare(bank, command)) {
        return false;
    }
    *FLASH_CR(bank) = command | CR_START;
    return finish(bank);
}

bool rp_flash_program(uint32_t address, const uint8_t *unit)
{
    uint32_t bank = address < BANK_1_END ? 0U : 1U;
    uint32_t words[WORD_BYTES / 4U];
    memcpy(words, unit, sizeof words);
    if (!prepare(bank, CR_BY_64_BITS | CR_PROGRAM)) {
        return false;
    }
    __asm volatile("dsb" ::: "memory");
    for (uint32_t i = 0; i < WORD_BYTES / 4U; i++) {
        *register_at(address + 4U * i) = words[i];
    }
    return finish(bank);
}

/* Two wrong bits in a flash word make the load a bus fault, which a save that was cut short can hold. It is not taken here. */
static bool read_word(uint32_t bank, uint32_t address, uint8_t *data, uint32_t bytes)
{
    uint32_t masked;
    __asm volatile("mrs %0, faultmask\n\tcpsid f" : "=r"(masked)::"memory");
    *SCB_CCR |= CCR_IGNORE_BUS_FAULTS;
    __asm volatile("dsb\n\tisb" ::: "memory");
    memcpy(data, memory_at(address), bytes);
    __asm volatile("dsb" ::: "memory");
    bool whole = (*SCB_CFSR & CFSR_BUS) == 0 && (*FLASH_SR(bank) & SR_TWO_BITS) == 0;
    *SCB_CFSR = CFSR_BUS;
    *FLASH_CCR(bank) = CCR_ALL;
    *SCB_CCR &= ~CCR_IGNORE_BUS_FAULTS;
    __asm volatile("dsb\n\tmsr faultmask, %0\n\tisb" ::"r"(masked) : "memory");
    return whole;
}

bool rp_flash_read(uint32_t address, uint8_t *data, uint32_t bytes)
{
    uint32_t bank = address < BANK_1_END ? 0U : 1U;
    bool whole = true;
    flash_cache_forget(address, bytes);
    for (uint32_t done = 0; done < bytes;) {
        uint32_t rest = WORD_BYTES - (address + done) % WORD_BYTES;
        uint32_t part = rest < bytes - done ? rest : bytes - done;
        whole &= read_word(bank, address + done, data + done, part);
        done += part;
    }
    return whole;
}
