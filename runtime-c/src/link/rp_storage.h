/* The board's storage as the place of saves. */
#ifndef RP_STORAGE_H
#define RP_STORAGE_H

#include "reprise.h"

/* Looks for a valid save of this model.
 *
 * `progress`: called while a save is written, after every sector erased at the latest; may be NULL. In KiB, rounded up. */
void rp_storage_open(void (*progress)(uint32_t done, uint32_t of));

/* Of the save that is stored; 0 = none. */
uint32_t rp_storage_sequence(void);

rp_status rp_storage_save(void);    /* RP_NOT_BUILT_IN without storage, or as rp_save */
rp_status rp_storage_restore(void); /* RP_NOT_BUILT_IN without storage, or as rp_restore */

#endif
