/* What a save holds, one after the other, all little-endian:
 *
 *   head      RP_SAVE_HEAD bytes: below
 *   classes   class_seen, RP_CLASSES * u32
 *   labels    of the used slots, u16 each
 *   slots     packed latents of the used slots
 *   weights   of every trained tensor
 *   momentum  of every trained tensor, where compiled in
 *   crc       CRC-32 of all before it
 *
 * Arrays are copied as they lie in memory: every target is little-endian.
 */
#ifndef RP_SAVE_FORMAT_H
#define RP_SAVE_FORMAT_H

#include "rp_config_bytes.h"
#include "rp_learner.h"

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "saves and checksums are little-endian"
#endif

#define RP_SAVE_MAGIC 0x31535052U /* "RPS1": format version 1 */

/* magic u32, model hash 8, sequence u32, bytes in all u32, configuration, generator u64, events u32, used u16, cursor u16, seen u32 */
#define RP_SAVE_HEAD (4 + 8 + 4 + 4 + RP_CONFIG_BYTES + 8 + 4 + 2 + 2 + 4)

#define RP_SAVE_CRC 4

typedef struct {
    uint32_t magic;
    uint8_t hash[8];
    uint32_t sequence;
    uint32_t bytes;
    rp_config config;
    uint64_t generator;
    uint32_t events;
    uint16_t used;
    uint16_t cursor;
    uint32_t seen;
} rp_save_head;

extern const uint8_t rp_model_hash[8];

/* Bytes of a save with `used` samples in the replay memory. */
uint32_t rp_save_size(uint32_t used);

/* What a visitor does with the bytes it is given. */
typedef enum {
    RP_SAVE_COUNTS,
    RP_SAVE_READS,
    RP_SAVE_WRITES
} rp_save_use;

/* Visits the parts between head and CRC, in order, with `used` samples, those that lie in L3 (rp_far.h) piece by piece; stops where `visit` says false, and says so. */
typedef bool (*rp_save_visitor)(void *context, void *part, uint32_t bytes);
bool rp_save_parts(uint32_t used, rp_save_use use, rp_save_visitor visit, void *context);

#endif
