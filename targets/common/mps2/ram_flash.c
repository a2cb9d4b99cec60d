/* Flash for saves, played by a piece of PSRAM: it outlives a reset of the core (a fault, SYSRESETREQ, QEMU's system_reset), but not the power, nor the end
 * of QEMU. It keeps the rules of flash, so that firmware that breaks one fails here too. */
#include <string.h>

#include "cortex_m.h"
#include "rp_flash.h"

/* The sector's address and size; 0: there is no such sector. */
static uint32_t sector_at(uint32_t sector, uint32_t *bytes)
{
    const rp_flash_layout *layout = rp_flash_get_layout();
    for (uint32_t i = 0; i < RP_FLASH_SLOTS; i++) {
        uint32_t address = layout->slot[i].address;
        for (uint32_t run = 0; run < layout->slot[i].runs; run++) {
            const rp_flash_sectors *sectors = &layout->slot[i].sectors[run];
            if (sector - sectors->first < sectors->count) {
                *bytes = sectors->bytes;
                return address + (sector - sectors->first) * sectors->bytes;
            }
            address += sectors->count * sectors->bytes;
        }
    }
    return 0;
}

bool rp_flash_erase(uint32_t sector)
{
    uint32_t bytes;
    uint32_t address = sector_at(sector, &bytes);
    if (address == 0) {
        return false;
    }
    memset(memory_at(address), 0xff, bytes);
    return true;
}

bool rp_flash_program(uint32_t address, const uint8_t *unit)
{
    uint8_t *at = memory_at(address);
    for (uint32_t i = 0; i < rp_flash_get_layout()->unit; i++) {
        if (at[i] != 0xff) {
            return false;
        }
        at[i] = unit[i];
    }
    return true;
}

bool rp_flash_read(uint32_t address, uint8_t *data, uint32_t bytes)
{
    memcpy(data, memory_at(address), bytes);
    return true;
}
