#include "rp_storage.h"

#include <stddef.h>

#include "rp_board.h"

/* Bytes that are written before the host may hear of it: fewer than any flash sector has. */
#define PIECE 256U

static void (*save_progress)(uint32_t done, uint32_t of);
static bool present;
static uint32_t sequence;

static uint32_t kilobytes(uint32_t bytes)
{
    return bytes / 1024U + (bytes % 1024U != 0 ? 1U : 0U);
}

static void tell(uint32_t written)
{
    if (save_progress != NULL) {
        save_progress(kilobytes(written), kilobytes(rp_save_bytes()));
    }
}

static bool write_board(void *context, uint32_t offset, const void *data, uint32_t bytes)
{
    (void)context;
    const uint8_t *from = data;
    for (uint32_t done = 0; done < bytes; done += PIECE) {
        uint32_t piece = bytes - done < PIECE ? bytes - done : PIECE;
        if (!rp_board_storage_write(offset + done, from + done, piece)) {
            return false;
        }
        tell(offset + done + piece);
    }
    return true;
}

static bool read_board(void *context, uint32_t offset, void *data, uint32_t bytes)
{
    (void)context;
    return rp_board_storage_read(offset, data, bytes);
}

void rp_storage_open(void (*progress)(uint32_t done, uint32_t of))
{
    save_progress = progress;
    sequence = 0;
    present = rp_board_storage_open();
    if (present) {
        (void)rp_saved(read_board, NULL, &sequence);
    }
}

uint32_t rp_storage_sequence(void)
{
    return sequence;
}

rp_status rp_storage_save(void)
{
    rp_learner_info info;
    rp_info(&info);
    if (!present) {
        return RP_NOT_BUILT_IN;
    }
    if (info.state != RP_IDLE) {
        return RP_WRONG_STATE;
    }
    if (!rp_board_storage_begin(rp_save_bytes())) {
        return RP_STORAGE_FAILED;
    }
    tell(0);
    uint32_t next = sequence == UINT32_MAX ? 1 : sequence + 1;
    rp_status status = rp_save(write_board, NULL, next);
    if (status == RP_OK && !rp_board_storage_commit()) {
        status = RP_STORAGE_FAILED;
    }
    if (status == RP_OK) {
        sequence = next;
    }
    return status;
}

rp_status rp_storage_restore(void)
{
    uint32_t restored;
    return present ? rp_restore(read_board, NULL, &restored) : RP_NOT_BUILT_IN;
}
