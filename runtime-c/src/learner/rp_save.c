#include "rp_bytes.h"
#include "rp_crc32.h"
#include "rp_save_format.h"

typedef struct {
    rp_write_fn write;
    void *context;
    uint32_t offset;
    uint32_t crc;
} save_sink;

static bool append(void *context, void *part, uint32_t bytes)
{
    save_sink *sink = context;
    sink->crc = rp_crc32(sink->crc, part, bytes);
    bool written = sink->write(sink->context, sink->offset, part, bytes);
    sink->offset += bytes;
    return written;
}

static void put_head(uint8_t *head, uint32_t sequence)
{
    const rp_learner *s = &rp_the_learner;
    rp_put_u32(&head, RP_SAVE_MAGIC);
    rp_put_bytes(&head, rp_model_hash, sizeof rp_model_hash);
    rp_put_u32(&head, sequence);
    rp_put_u32(&head, rp_save_bytes());
    rp_config_put(&head, &s->config);
    rp_put_u64(&head, s->random.state);
    rp_put_u32(&head, s->events);
    rp_put_u16(&head, (uint16_t)s->replay.used);
    rp_put_u16(&head, (uint16_t)s->replay.cursor);
    rp_put_u32(&head, s->replay.seen);
}

rp_status rp_save(rp_write_fn write, void *context, uint32_t sequence)
{
    if (rp_the_learner.state != RP_IDLE) {
        return RP_WRONG_STATE;
    }
    if (sequence == 0) {
        return RP_BAD_ARGUMENT;
    }
    uint8_t head[RP_SAVE_HEAD];
    uint8_t crc[RP_SAVE_CRC];
    save_sink sink = {.write = write, .context = context};
    put_head(head, sequence);
    bool written = append(&sink, head, sizeof head) && rp_save_parts(rp_the_learner.replay.used, RP_SAVE_READS, append, &sink);
    uint8_t *end = crc;
    rp_put_u32(&end, sink.crc);
    written = written && append(&sink, crc, sizeof crc);
    return written ? RP_OK : RP_STORAGE_FAILED;
}
