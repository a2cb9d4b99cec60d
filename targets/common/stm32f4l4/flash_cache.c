/* The caches of the flash interface of the STM32F4 and L4 (RM0090 section 3.9.1, RM0351 section 3.7.1: the same bits). */
#include "flash_access.h"
#include "flash_cache.h"

#define ACR_DATA_CACHE (1U << 10)
#define ACR_DATA_CACHE_RESET (1U << 12)

void flash_cache_forget(uint32_t address, uint32_t bytes)
{
    (void)address;
    (void)bytes;
    /* It can be reset only while it is off. */
    uint32_t access = *FLASH_ACR;
    *FLASH_ACR = access & ~ACR_DATA_CACHE;
    *FLASH_ACR = (access & ~ACR_DATA_CACHE) | ACR_DATA_CACHE_RESET;
    *FLASH_ACR = access & ~ACR_DATA_CACHE;
    *FLASH_ACR = access;
    __asm volatile("dsb" ::: "memory");
}
