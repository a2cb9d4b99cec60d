/* Restoring in two passes over the storage: nothing changes before the last byte was checked, without memory for a second copy. */
#include <string.h>

#include "rp_bytes.h"
#include "rp_crc32.h"
#include "rp_save_format.h"

#define CHUNK 64U

typedef struct {
    rp_read_fn read;
    void *context;
    uint32_t offset;
    uint32_t crc;
} save_source;

static bool take(void *context, void *part, uint32_t bytes)
{
    save_source *source = context;
    if (!source->read(source->context, source->offset, part, bytes)) {
        return false;
    }
    source->crc = rp_crc32(source->crc, part, bytes);
    source->offset += bytes;
    return true;
}

static bool take_head(save_source *source, rp_save_head *head)
{
    uint8_t bytes[RP_SAVE_HEAD];
    if (!take(source, bytes, sizeof bytes)) {
        return false;
    }
    const uint8_t *at = bytes;
    head->magic = rp_get_u32(&at);
    memcpy(head->hash, at, sizeof head->hash);
    at += sizeof head->hash;
    head->sequence = rp_get_u32(&at);
    head->bytes = rp_get_u32(&at);
    rp_config_get(&at, &head->config);
    head->generator = rp_get_u64(&at);
    head->events = rp_get_u32(&at);
    head->used = rp_get_u16(&at);
    head->cursor = rp_get_u16(&at);
    head->seen = rp_get_u32(&at);
    return true;
}

/* A head of this model that no correct save contradicts, so that what follows it can be trusted to be in range. */
static rp_status check_head(const rp_save_head *head)
{
    if (head->magic != RP_SAVE_MAGIC) {
        return RP_NOTHING_SAVED;
    }
    if (memcmp(head->hash, rp_model_hash, sizeof rp_model_hash) != 0) {
        return RP_OTHER_MODEL;
    }
    bool legal = head->sequence != 0 && rp_config_check(&head->config, head->used) == RP_OK && head->bytes == rp_save_size(head->used)
        && head->cursor <= head->used;
    return legal ? RP_OK : RP_NOTHING_SAVED;
}

/* Whether the CRC that ends the save is that of everything taken. */
static bool take_crc(save_source *source)
{
    uint8_t bytes[RP_SAVE_CRC];
    uint32_t expected = source->crc;
    const uint8_t *at = bytes;
    return take(source, bytes, sizeof bytes) && rp_get_u32(&at) == expected;
}

/* Labels are indices into memory: they are checked one by one, beside the CRC. */
static bool labels_in_range(rp_read_fn read, void *context, uint32_t used)
{
    for (uint32_t i = 0; i < used; i++) {
        uint16_t label;
        uint32_t offset = RP_SAVE_HEAD + RP_CLASSES * (uint32_t)sizeof(uint32_t) + i * (uint32_t)sizeof label;
        if (!read(context, offset, &label, sizeof label) || label >= RP_CLASSES) {
            return false;
        }
    }
    return true;
}

static rp_status check_save(rp_read_fn read, void *context, rp_save_head *head)
{
    save_source source = {.read = read, .context = context};
    if (!take_head(&source, head)) {
        return RP_NOTHING_SAVED;
    }
    rp_status status = check_head(head);
    if (status != RP_OK) {
        return status;
    }
    uint8_t chunk[CHUNK];
    while (source.offset < head->bytes - RP_SAVE_CRC) {
        uint32_t left = head->bytes - RP_SAVE_CRC - source.offset;
        if (!take(&source, chunk, left < CHUNK ? left : CHUNK)) {
            return RP_NOTHING_SAVED;
        }
    }
    return take_crc(&source) && labels_in_range(read, context, head->used) ? RP_OK : RP_NOTHING_SAVED;
}

rp_status rp_saved(rp_read_fn read, void *context, uint32_t *sequence)
{
    rp_save_head head;
    rp_status status = check_save(read, context, &head);
    if (status == RP_OK) {
        *sequence = head.sequence;
    }
    return status;
}

static void load_head(const rp_save_head *head)
{
    rp_learner *s = &rp_the_learner;
    s->config = head->config;
    rp_reset();
    s->random.state = head->generator;
    s->events = head->events;
    s->replay.used = head->used;
    s->replay.cursor = head->cursor;
    s->replay.seen = head->seen;
}

rp_status rp_restore(rp_read_fn read, void *context, uint32_t *sequence)
{
    if (rp_the_learner.state != RP_IDLE) {
        return RP_WRONG_STATE;
    }
    rp_save_head checked;
    rp_status status = check_save(read, context, &checked);
    if (status != RP_OK) {
        return status;
    }
    save_source source = {.read = read, .context = context};
    rp_save_head head;
    load_head(&checked);
    bool same = take_head(&source, &head) && rp_save_parts(checked.used, RP_SAVE_WRITES, take, &source) && take_crc(&source);
    if (!same) {
        rp_reset();
        return RP_STORAGE_FAILED;
    }
    *sequence = checked.sequence;
    return RP_OK;
}
