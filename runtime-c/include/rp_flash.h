/* Flash memory for saves: what a part's driver gives (flash.c in its folder of targets/common), and where the two slots lie (made from target.yaml).
 * rp_saves.h keeps saves in it; it erases a sector before it programs in it, programs whole units at multiples of the unit, and none of them
 * twice after an erase. Addresses are those that the core reads.
 *
 * A driver never waits without a bound and never changes anything outside the saves. After erase and program, reading gives what the memory
 * holds (caches in between are flushed by the driver). Code may stall while the part is busy; bytes of the link that come meanwhile may be lost, the
 * protocol repeats them. */
#ifndef RP_FLASH_H
#define RP_FLASH_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The largest unit of any part, and what every unit divides. */
#define RP_FLASH_UNIT_MAX 32U

#define RP_FLASH_SLOTS 2U

/* Neighbouring sectors of one size. */
typedef struct {
    uint32_t first; /* number of the first one, as the driver counts */
    uint32_t count;
    uint32_t bytes; /* of each */
} rp_flash_sectors;

typedef struct {
    uint32_t address;
    uint32_t runs;
    const rp_flash_sectors *sectors; /* [runs], one behind the other from `address` on */
} rp_flash_slot;

typedef struct {
    uint32_t unit; /* bytes that are programmed at once: 1, 2, 4, 8, 16 or 32 */
    rp_flash_slot slot[RP_FLASH_SLOTS];
} rp_flash_layout;

/* The part's: generated from the field `storage` of target.yaml. */
const rp_flash_layout *rp_flash_get_layout(void);

/* All bytes of the sector to 0xff. False: the part reports an error, or did not finish in time; the sector may hold anything then. */
bool rp_flash_erase(uint32_t sector);

/* Programs one erased unit at `address` (a multiple of the unit); `unit` need not be aligned. False: the part reports an error, or did not
 * finish in time; that unit may hold anything then. */
bool rp_flash_program(uint32_t address, const uint8_t *unit);

/* Reads. False where the part finds an error that it cannot correct (parts with ECC: units whose programming or erasing was cut by a power
 * failure). A driver for such a part has to survive that: the NMI (STM32L4) or bus fault (STM32H7) of the reading is caught, cleared and reported here. */
bool rp_flash_read(uint32_t address, uint8_t *data, uint32_t bytes);

#ifdef __cplusplus
}
#endif

#endif
