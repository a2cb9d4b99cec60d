#ifndef FLASH_CACHE_H
#define FLASH_CACHE_H

#include <stdint.h>

/* Makes sure that the next read of these addresses is of the flash itself, not of what a cache holds from before it was erased or programmed. */
void flash_cache_forget(uint32_t address, uint32_t bytes);

#endif
