#include "rp_save_record.h"

#include <string.h>

#include "learner/rp_bytes.h"
#include "learner/rp_crc32.h"

#define RECORD_MAGIC 0x31465052U /* "RPF1" */
#define RECORD_CHECKED (RP_RECORD_BYTES - 4U)
#define CHUNK 64U

#if RP_RECORD_BYTES % RP_FLASH_UNIT_MAX != 0
#error "records consist of whole units"
#endif

static uint32_t copy_address(const rp_flash_slot *slot, uint32_t copy)
{
    return slot->address + copy * RP_RECORD_BYTES;
}

static bool read_copy(const rp_flash_slot *slot, uint32_t copy, rp_save_record *record)
{
    uint8_t bytes[RP_RECORD_BYTES];
    if (!rp_flash_read(copy_address(slot, copy), bytes, sizeof bytes)) {
        return false;
    }
    const uint8_t *at = bytes;
    const uint8_t *end = bytes + RECORD_CHECKED;
    if (rp_get_u32(&at) != RECORD_MAGIC || rp_get_u32(&end) != rp_crc32(0, bytes, RECORD_CHECKED)) {
        return false;
    }
    memcpy(record->owner, at, sizeof record->owner);
    at += sizeof record->owner;
    record->number = rp_get_u32(&at);
    record->bytes = rp_get_u32(&at);
    record->crc = rp_get_u32(&at);
    return true;
}

static bool write_copy(const rp_flash_slot *slot, uint32_t copy, const rp_save_record *record)
{
    uint8_t bytes[RP_RECORD_BYTES];
    uint8_t *out = bytes;
    rp_put_u32(&out, RECORD_MAGIC);
    rp_put_bytes(&out, record->owner, sizeof record->owner);
    rp_put_u32(&out, record->number);
    rp_put_u32(&out, record->bytes);
    rp_put_u32(&out, record->crc);
    rp_put_u32(&out, 0);
    rp_put_u32(&out, rp_crc32(0, bytes, RECORD_CHECKED));
    uint32_t unit = rp_flash_get_layout()->unit;
    bool written = true;
    for (uint32_t offset = 0; written && offset < RP_RECORD_BYTES; offset += unit) {
        written = rp_flash_program(copy_address(slot, copy) + offset, bytes + offset);
    }
    rp_save_record back;
    return written && read_copy(slot, copy, &back);
}

uint32_t rp_save_slot_capacity(const rp_flash_slot *slot)
{
    uint32_t bytes = 0;
    for (uint32_t run = 0; run < slot->runs; run++) {
        bytes += slot->sectors[run].count * slot->sectors[run].bytes;
    }
    return bytes - RP_SAVE_SLOT_HEAD;
}

bool rp_record_find(const rp_flash_slot *slot, rp_save_record *record)
{
    for (uint32_t copy = 0; copy < 2U * RP_RECORD_PAIRS; copy++) {
        if (read_copy(slot, copy, record)) {
            return record->bytes <= rp_save_slot_capacity(slot);
        }
    }
    return false;
}

bool rp_record_check(const rp_flash_slot *slot, const rp_save_record *record)
{
    uint8_t chunk[CHUNK];
    uint32_t crc = 0;
    for (uint32_t offset = 0; offset < record->bytes; offset += CHUNK) {
        uint32_t left = record->bytes - offset;
        uint32_t bytes = left < CHUNK ? left : CHUNK;
        if (!rp_flash_read(slot->address + RP_SAVE_SLOT_HEAD + offset, chunk, bytes)) {
            return false;
        }
        crc = rp_crc32(crc, chunk, bytes);
    }
    return crc == record->crc;
}

bool rp_record_settled(const rp_flash_slot *slot)
{
    rp_save_record record;
    for (uint32_t pair = 0; pair < RP_RECORD_PAIRS; pair++) {
        if (read_copy(slot, 2U * pair, &record) && read_copy(slot, 2U * pair + 1U, &record)) {
            return true;
        }
    }
    return false;
}

bool rp_record_write(const rp_flash_slot *slot, uint32_t pair, const rp_save_record *record)
{
    return write_copy(slot, 2U * pair, record) && write_copy(slot, 2U * pair + 1U, record);
}

bool rp_record_blank(const rp_flash_slot *slot, uint32_t pair)
{
    uint8_t bytes[2U * RP_RECORD_BYTES];
    if (!rp_flash_read(copy_address(slot, 2U * pair), bytes, sizeof bytes)) {
        return false;
    }
    uint32_t blank = 0;
    while (blank < sizeof bytes && bytes[blank] == 0xff) {
        blank++;
    }
    return blank == sizeof bytes;
}
