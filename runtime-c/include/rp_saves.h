/* Saves in flash (rp_flash.h): two slots take turns, so that a power failure at any moment leaves the save before it whole.
 *
 * A slot holds 256 bytes of commit records (rp_save_record.h) and then the save. A save erases the sectors that it needs of the slot that is
 * not the current one, programs the data, reads it back, and then programs two commit records, one after the other. Until the first of them is
 * complete the current save stays; from then on it is the new one. Which save is current is found by the records, their number and a CRC over
 * everything.
 *
 * A cut may leave a record that reads valid now and not the next time. So what counts for ever is two records written one after the other;
 * rp_saves_open writes two fresh ones where it finds a save without. What it has once found does not go back.
 *
 * The functions fit rp_save and rp_restore of reprise.h. They are not reentrant. */
#ifndef RP_SAVES_H
#define RP_SAVES_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RP_SAVES_OWNER 8U

/* After power-on, once: finds the newest complete save of `owner` (the model's hash). Where there is none, the newest of another owner, which
 * rp_restore then tells from it. False: neither. Reads everything that is saved once; programs a few units where the last save was cut short. */
bool rp_saves_open(const uint8_t owner[RP_SAVES_OWNER]);

/* Bytes of the largest save that both slots can hold. */
uint32_t rp_saves_capacity(void);

/* Begins a save of `bytes` bytes in the slot that is not current, by erasing that slot's records. The sectors behind are erased when the data reach them,
 * so that no call takes longer than one erase (seconds on parts with large sectors) and the programming of its own data. */
bool rp_saves_begin(uint32_t bytes);

/* Appends: offsets ascend without gap from 0. */
bool rp_saves_write(uint32_t offset, const void *data, uint32_t bytes);

/* Makes what was written the current save. False: it is not complete or did not read back; the one before is still current. */
bool rp_saves_commit(void);

/* Of the current save; false beyond its end, and where there is none. */
bool rp_saves_read(uint32_t offset, void *data, uint32_t bytes);

#ifdef __cplusplus
}
#endif

#endif
