#include "rp_saves.h"

#include <string.h>

#include "learner/rp_crc32.h"
#include "rp_flash.h"
#include "rp_save_record.h"

#define NO_SLOT RP_FLASH_SLOTS

static struct {
    uint8_t owner[RP_SAVES_OWNER];
    uint32_t current; /* slot; NO_SLOT = none */
    rp_save_record record; /* the current slot's */
    uint32_t target; /* slot of the save under way; NO_SLOT = none */
    rp_save_record next; /* its record to be: crc so far, bytes in all */
    uint32_t written; /* bytes of it that came */
    uint8_t unit[RP_FLASH_UNIT_MAX]; /* those that do not fill a unit yet */
} saves = {.current = NO_SLOT, .target = NO_SLOT};

static const rp_flash_slot *slot_at(uint32_t number)
{
    return &rp_flash_get_layout()->slot[number];
}

static bool is_own(const rp_save_record *record)
{
    return memcmp(record->owner, saves.owner, sizeof saves.owner) == 0;
}

/* Numbers wrap: the nearer way round says which is later. */
static bool is_later(uint32_t a, uint32_t b)
{
    return a - b - 1U < INT32_MAX;
}

static bool goes_before(const rp_save_record *a, const rp_save_record *b)
{
    return is_own(a) == is_own(b) ? is_later(a->number, b->number) : is_own(a);
}

/* Sees to it that the current slot will read the same for ever. Where no pair of places is left, four cuts have hit commit records one after
 * the other; then it has to do as it is. */
static void settle(void)
{
    const rp_flash_slot *slot = slot_at(saves.current);
    bool settled = rp_record_settled(slot);
    for (uint32_t pair = 0; !settled && pair < RP_RECORD_PAIRS; pair++) {
        settled = rp_record_blank(slot, pair) && rp_record_write(slot, pair, &saves.record);
    }
}

bool rp_saves_open(const uint8_t owner[RP_SAVES_OWNER])
{
    memcpy(saves.owner, owner, sizeof saves.owner);
    saves.current = NO_SLOT;
    saves.target = NO_SLOT;
    rp_save_record record[RP_FLASH_SLOTS];
    bool found[RP_FLASH_SLOTS];
    for (uint32_t i = 0; i < RP_FLASH_SLOTS; i++) {
        found[i] = rp_record_find(slot_at(i), &record[i]);
    }
    uint32_t first = found[0] && found[1] && goes_before(&record[1], &record[0]) ? 1 : 0;
    for (uint32_t turn = 0; turn < RP_FLASH_SLOTS && saves.current == NO_SLOT; turn++) {
        uint32_t i = turn ^ first;
        if (found[i] && rp_record_check(slot_at(i), &record[i])) {
            saves.current = i;
            saves.record = record[i];
            settle();
        }
    }
    return saves.current != NO_SLOT;
}

uint32_t rp_saves_capacity(void)
{
    uint32_t first = rp_save_slot_capacity(slot_at(0));
    uint32_t second = rp_save_slot_capacity(slot_at(1));
    return first < second ? first : second;
}

/* Erases the sector of the save under way that begins `at` bytes after the start of its slot, where one begins there. */
static bool erase_at(uint32_t at)
{
    const rp_flash_slot *slot = slot_at(saves.target);
    uint32_t start = 0;
    for (uint32_t run = 0; run < slot->runs && start <= at; run++) {
        const rp_flash_sectors *sectors = &slot->sectors[run];
        uint32_t within = at - start;
        if (within < sectors->count * sectors->bytes) {
            return within % sectors->bytes != 0 || rp_flash_erase(sectors->first + within / sectors->bytes);
        }
        start += sectors->count * sectors->bytes;
    }
    return true;
}

bool rp_saves_begin(uint32_t bytes)
{
    saves.target = NO_SLOT;
    if (bytes > rp_saves_capacity()) {
        return false;
    }
    saves.target = saves.current == 0 ? 1 : 0;
    /* without its records the slot is no save, whatever its other sectors hold */
    for (uint32_t at = 0; at < RP_SAVE_SLOT_HEAD; at += RP_RECORD_BYTES) {
        if (!erase_at(at)) {
            saves.target = NO_SLOT;
            return false;
        }
    }
    saves.written = 0;
    saves.next = (rp_save_record){.number = saves.current != NO_SLOT && is_own(&saves.record) ? saves.record.number + 1U : 1U, .bytes = bytes};
    memcpy(saves.next.owner, saves.owner, sizeof saves.owner);
    return true;
}

/* Sectors are erased when the data reach them: no call takes longer than one erase and its own data. */
static bool program(uint32_t offset, const uint8_t *unit)
{
    uint32_t at = RP_SAVE_SLOT_HEAD + offset;
    return erase_at(at) && rp_flash_program(slot_at(saves.target)->address + at, unit);
}

bool rp_saves_write(uint32_t offset, const void *data, uint32_t bytes)
{
    if (saves.target == NO_SLOT || offset != saves.written || bytes > saves.next.bytes - saves.written) {
        return false;
    }
    uint32_t unit = rp_flash_get_layout()->unit;
    const uint8_t *from = data;
    saves.next.crc = rp_crc32(saves.next.crc, data, bytes);
    while (bytes > 0) {
        uint32_t held = saves.written % unit;
        uint32_t count = unit - held < bytes ? unit - held : bytes;
        if (count < unit) {
            memcpy(saves.unit + held, from, count);
        }
        if (held + count == unit && !program(saves.written - held, count == unit ? from : saves.unit)) {
            saves.target = NO_SLOT;
            return false;
        }
        saves.written += count;
        from += count;
        bytes -= count;
    }
    return true;
}

/* Programs the unit that the data do not fill. */
static bool pad(void)
{
    uint32_t unit = rp_flash_get_layout()->unit;
    uint32_t held = saves.written % unit;
    memset(saves.unit + held, 0xff, unit - held);
    return held == 0 || program(saves.written - held, saves.unit);
}

bool rp_saves_commit(void)
{
    if (saves.target == NO_SLOT || saves.written != saves.next.bytes) {
        return false;
    }
    const rp_flash_slot *slot = slot_at(saves.target);
    uint32_t target = saves.target;
    rp_save_record back;
    bool stored = pad() && rp_record_check(slot, &saves.next);
    saves.target = NO_SLOT;
    if (!stored) {
        return false;
    }
    /* One copy makes the save, whatever becomes of the second. */
    bool paired = rp_record_write(slot, 0, &saves.next);
    if (!paired && !rp_record_find(slot, &back)) {
        return false;
    }
    saves.current = target;
    saves.record = saves.next;
    if (!paired) {
        settle();
    }
    return true;
}

bool rp_saves_read(uint32_t offset, void *data, uint32_t bytes)
{
    if (saves.current == NO_SLOT || bytes > saves.record.bytes || offset > saves.record.bytes - bytes) {
        return false;
    }
    return rp_flash_read(slot_at(saves.current)->address + RP_SAVE_SLOT_HEAD + offset, data, bytes);
}
