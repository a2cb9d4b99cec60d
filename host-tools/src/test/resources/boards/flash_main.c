/* Standard input: a chip, then E sector, or P address of a unit of 0, 1, 2, ... */
#include <stdio.h>

#include "rp_flash.h"

/* What the drivers need beside the chip. */
void flash_cache_forget(uint32_t address, uint32_t bytes);

void flash_cache_forget(uint32_t address, uint32_t bytes)
{
    (void)address;
    (void)bytes;
}

int main(void)
{
    char kind;
    unsigned where;
    uint8_t unit[RP_FLASH_UNIT_MAX];
    for (uint8_t i = 0; i < RP_FLASH_UNIT_MAX; i++) {
        unit[i] = i;
    }
    if (!registers_read() || scanf(" %c %x", &kind, &where) != 2) {
        return 2;
    }
    bool well = kind == 'E' ? rp_flash_erase(where) : rp_flash_program(where, unit);
    registers_end();
    printf("C %d\n", well);
    return 0;
}
