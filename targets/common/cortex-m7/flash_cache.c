/* The STM32F7 and H7 read flash through the core's own caches. */
#include "caches.h"
#include "flash_cache.h"

void flash_cache_forget(uint32_t address, uint32_t bytes)
{
    cache_forget(address, bytes);
}
