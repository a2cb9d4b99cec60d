/* What a target gives our ready-made learner (runtime-c/src/link/main.c): a byte link, a clock and, where it has one, a storage for saves.
 * Firmware with its own link uses reprise.h alone and needs none of this. */
#ifndef RP_BOARD_H
#define RP_BOARD_H

#include <stdbool.h>
#include <stdint.h>

/* Clocks, link and tick; called once, first. */
void rp_board_init(void);

/* Bytes that have arrived, at most `most` of them; 0 where there are none now. Never waits. At least 512 bytes are kept while nobody reads; what
 * comes beyond is lost, and the link protocol repeats it. */
uint32_t rp_board_read(uint8_t *bytes, uint32_t most);

/* Sleeps until a byte is there (returns true at once if one is) or something else woke it; false when none will ever come again (the other side has closed: host only). */
bool rp_board_wait(void);

/* Sends; returns when the bytes are with the hardware. */
void rp_board_write(const uint8_t *bytes, uint32_t count);

/* Milliseconds since some moment; wraps. */
uint32_t rp_board_millis(void);

/* Starts a counter of the core's cycles; false where there is none. Both are used by firmware that profiles alone (rp_profile.h). */
bool rp_board_cycles_start(void);

/* The counter; wraps. */
uint32_t rp_board_cycles(void);

/* Storage for one save (rp_save). A target with flash has it from runtime-c/src/storage. */
bool rp_board_storage_open(void);                                             /* after power-on, once; false: there is no storage, and no other function works */
bool rp_board_storage_begin(uint32_t bytes);                                  /* a new save of `bytes` bytes; the old one stays */
bool rp_board_storage_write(uint32_t offset, const void *data, uint32_t bytes); /* ascending, without gap */
bool rp_board_storage_commit(void);                                           /* the new save takes the old one's place, at once */
bool rp_board_storage_read(uint32_t offset, void *data, uint32_t bytes);      /* of the last committed save; false beyond its end */

#endif
