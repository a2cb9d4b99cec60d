/* L1 caches and memory protection unit of the Cortex-M7 (Armv7-M Architecture Reference Manual, B2.2, B3.2 and B3.5; Cortex-M7 TRM, section 7). */
#ifndef CACHES_H
#define CACHES_H

#include <stdint.h>

/* Empties both caches, whose contents are unknown after reset, and turns them on. */
void caches_start(void);

/* Makes 2^`size_log2` bytes at `base` (a multiple of that) normal memory, cached with write-back, without execution: by its address an external memory
 * would be a device, which neither the caches nor unaligned accesses work on. `region` is the MPU's, 0..7. Before caches_start. */
void memory_is_normal(uint32_t region, uint32_t base, uint32_t size_log2);

/* Forgets what the data cache holds of these addresses: the next read is of the memory itself. They hold no changes that are not written back yet. */
void cache_forget(uint32_t address, uint32_t bytes);

#endif
