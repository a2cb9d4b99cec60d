#include "flash_simulator.h"

#include <stddef.h>
#include <string.h>

#include "rp_test_check.h"

#define COUNT_OF(a) ((uint32_t)(sizeof(a) / sizeof(a)[0]))

/* The units are those of the parts; the sectors so small that a save of the tiny model takes several, and mixed where those of the part are. */
static const rp_flash_sectors F4_A[] = {{4, 1, 128}, {5, 4, 256}};
static const rp_flash_sectors F4_B[] = {{9, 3, 512}};
static const rp_flash_sectors L4_A[] = {{0, 16, 64}};
static const rp_flash_sectors L4_B[] = {{16, 16, 64}};
static const rp_flash_sectors F7_A[] = {{4, 1, 256}, {5, 2, 512}};
static const rp_flash_sectors F7_B[] = {{7, 2, 1024}};
static const rp_flash_sectors H7_A[] = {{4, 4, 512}};
static const rp_flash_sectors H7_B[] = {{8, 4, 512}};

#define SLOT(at, s) {.address = FLASH_BASE + (at), .runs = COUNT_OF(s), .sectors = (s)}

const flash_part FLASH_PARTS[] = {
    {"F4", false, {.unit = 4, .slot = {SLOT(0x2000, F4_A), SLOT(0x3000, F4_B)}}},
    {"L4", true, {.unit = 8, .slot = {SLOT(0x2000, L4_A), SLOT(0x3000, L4_B)}}},
    {"F7", false, {.unit = 4, .slot = {SLOT(0x2000, F7_A), SLOT(0x3000, F7_B)}}},
    {"H7", true, {.unit = 32, .slot = {SLOT(0x2000, H7_A), SLOT(0x3000, H7_B)}}},
    /* Bytes, the F4 at its lowest voltage. */
    {"F4 by bytes", false, {.unit = 1, .slot = {SLOT(0x2000, F4_A), SLOT(0x3000, F4_B)}}},
};
const uint32_t FLASH_PARTS_COUNT = COUNT_OF(FLASH_PARTS);

flash_simulator flash;

typedef enum { ERASED, PROGRAMMED, HIDDEN, UNSTABLE } unit_state;

static struct {
    uint8_t bytes[FLASH_BYTES];  /* as it reads while stable */
    uint8_t other[FLASH_BYTES];  /* what an unstable unit may read too */
    uint8_t state[FLASH_BYTES];  /* unit_state, by the number of the unit */
    uint64_t random;
} cells;

static uint32_t random_u32(void)
{
    cells.random = cells.random * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(cells.random >> 32);
}

static uint32_t unit_bytes(void)
{
    return flash.part->layout.unit;
}

void flash_new(const flash_part *part, uint32_t seed)
{
    memset(&flash, 0, sizeof flash);
    flash.part = part;
    cells.random = seed;
    flash_power_on();
    for (uint32_t i = 0; i < FLASH_BYTES; i++) {
        cells.bytes[i] = (uint8_t)random_u32();
    }
    memset(cells.state, PROGRAMMED, sizeof cells.state);
}

void flash_power_on(void)
{
    flash.operations = 0;
    flash.cut_at = UINT32_MAX;
    flash.fail_at = UINT32_MAX;
}

void flash_age(void)
{
    for (uint32_t i = 0; i < FLASH_BYTES; i++) {
        cells.state[i] = cells.state[i] == HIDDEN ? UNSTABLE : cells.state[i];
    }
}

/* Changes a unit to `value`, or leaves it half changed. */
static void change(uint32_t unit, const uint8_t *value, bool cut)
{
    uint32_t n = unit_bytes();
    uint8_t *now = cells.bytes + unit * n;
    if (!cut) {
        memcpy(now, value, n);
    } else {
        uint8_t *other = cells.other + unit * n;
        memcpy(other, flash.cut == CUT_LATE ? now : value, n);
        if (flash.cut == CUT_LATE) {
            memcpy(now, value, n);
        }
        cells.state[unit] = flash.cut == CUT_UNSTABLE ? UNSTABLE : HIDDEN;
    }
}

/* True: the operation is carried out; in half where *cut. */
static bool starts(bool *cut)
{
    uint32_t number = flash.operations++;
    *cut = number == flash.cut_at;
    if (*cut && flash.cut == CUT_BEFORE) {
        longjmp(flash.power, 1);
    }
    return number != flash.fail_at;
}

static const rp_flash_sectors *find_sector(uint32_t sector, uint32_t *offset)
{
    for (uint32_t i = 0; i < RP_FLASH_SLOTS; i++) {
        const rp_flash_slot *slot = &flash.part->layout.slot[i];
        *offset = slot->address - FLASH_BASE;
        for (uint32_t run = 0; run < slot->runs; run++) {
            const rp_flash_sectors *s = &slot->sectors[run];
            if (sector >= s->first && sector < s->first + s->count) {
                *offset += (sector - s->first) * s->bytes;
                return s;
            }
            *offset += s->count * s->bytes;
        }
    }
    return NULL;
}

const rp_flash_layout *rp_flash_get_layout(void)
{
    return &flash.part->layout;
}

bool rp_flash_erase(uint32_t sector)
{
    static const uint8_t blank[RP_FLASH_UNIT_MAX] = {
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    };
    uint32_t offset;
    const rp_flash_sectors *s = find_sector(sector, &offset);
    CHECK(s != NULL);
    bool cut;
    if (!starts(&cut)) {
        return false;
    }
    flash.wear[sector]++;
    uint32_t n = unit_bytes();
    for (uint32_t unit = offset / n; unit < (offset + s->bytes) / n; unit++) {
        /* A cut hits each unit of the sector in its own way. */
        bool half = cut && random_u32() % 4 != 0;
        if (half || !cut || random_u32() % 2 == 0) {
            change(unit, blank, half);
        }
        cells.state[unit] = half || cut ? cells.state[unit] : ERASED;
    }
    if (cut) {
        longjmp(flash.power, 1);
    }
    return true;
}

bool rp_flash_program(uint32_t address, const uint8_t *unit)
{
    uint32_t n = unit_bytes();
    uint32_t number = (address - FLASH_BASE) / n;
    CHECK((address - FLASH_BASE) % n == 0 && number < FLASH_BYTES / n);
    bool cut;
    if (!starts(&cut)) {
        return false;
    }
    unit_state before = cells.state[number];
    if (before == PROGRAMMED) {
        flash.violations++;
        return false;
    }
    if (before != ERASED && flash.part->ecc) {
        return false; /* the part sees that it is not erased */
    }
    change(number, unit, cut);
    if (cut) {
        longjmp(flash.power, 1);
    }
    cells.state[number] = PROGRAMMED;
    return true;
}

bool rp_flash_read(uint32_t address, uint8_t *data, uint32_t bytes)
{
    uint32_t offset = address - FLASH_BASE;
    uint32_t n = unit_bytes();
    CHECK(offset <= FLASH_BYTES && bytes <= FLASH_BYTES - offset);
    for (uint32_t i = 0; i < bytes; i++, offset++) {
        bool unstable = cells.state[offset / n] == UNSTABLE;
        uint8_t mask = unstable ? (uint8_t)random_u32() : 0;
        if (unstable && flash.part->ecc && random_u32() % 2 == 0) {
            return false;
        }
        data[i] = (uint8_t)((cells.bytes[offset] & ~mask) | (cells.other[offset] & mask));
    }
    return true;
}
