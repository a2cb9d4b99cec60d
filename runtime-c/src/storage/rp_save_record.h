/* Commit records: what makes the data of a slot a save. A slot begins with RP_RECORD_PAIRS pairs of places for copies of its record.
 *
 * The first pair is written by the save itself; a later one at power-on where there is a valid copy but no pair of them, since it may be one
 * that was cut and does not read the same for ever. The second copy of a pair is begun when the first is complete, so two
 * valid copies say that the first one was not cut.
 *
 *   magic u32, owner 8 bytes, number u32 (of the owner's saves, wraps), bytes u32 (of the save), crc u32 (of the save), 0 u32, crc u32 (of the 28 bytes before)
 */
#ifndef RP_SAVE_RECORD_H
#define RP_SAVE_RECORD_H

#include "rp_flash.h"
#include "rp_saves.h"

#define RP_RECORD_BYTES 32U
#define RP_RECORD_PAIRS 4U
#define RP_SAVE_SLOT_HEAD (RP_RECORD_PAIRS * 2U * RP_RECORD_BYTES)

typedef struct {
    uint8_t owner[RP_SAVES_OWNER];
    uint32_t number;
    uint32_t bytes;
    uint32_t crc;
} rp_save_record;

/* Bytes of a save that `slot` can hold, in whole units. */
uint32_t rp_save_slot_capacity(const rp_flash_slot *slot);

/* The first valid copy in the slot. False: there is none, or it speaks of more than the slot can hold. */
bool rp_record_find(const rp_flash_slot *slot, rp_save_record *record);

/* Whether what the record speaks of is there: the data with the record's CRC. */
bool rp_record_check(const rp_flash_slot *slot, const rp_save_record *record);

/* Whether some pair holds two valid copies. */
bool rp_record_settled(const rp_flash_slot *slot);

/* Writes both copies of pair `pair`, which must be erased, and reads them back. */
bool rp_record_write(const rp_flash_slot *slot, uint32_t pair, const rp_save_record *record);

/* Whether no byte of pair `pair` was programmed. */
bool rp_record_blank(const rp_flash_slot *slot, uint32_t pair);

#endif
