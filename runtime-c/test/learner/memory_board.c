#include "memory_board.h"

#include <assert.h>
#include <string.h>

#include "rp_board.h"

memory_board board;

void memory_board_clear(void)
{
    memset(&board, 0, sizeof board);
    board.has_storage = true;
    board.has_cycles = true;
    board.cycle_step = 1;
    board.fail_write_at = UINT32_MAX;
}

void rp_board_init(void)
{
    memory_board_clear();
}

uint32_t rp_board_read(uint8_t *bytes, uint32_t most)
{
    (void)bytes;
    (void)most;
    return 0;
}

bool rp_board_wait(void)
{
    return false;
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    assert(board.sent_bytes + count <= BOARD_SENT_MAX);
    memcpy(board.sent + board.sent_bytes, bytes, count);
    board.sent_bytes += count;
}

uint32_t rp_board_millis(void)
{
    return board.millis++;
}

bool rp_board_cycles_start(void)
{
    return board.has_cycles;
}

uint32_t rp_board_cycles(void)
{
    board.cycles += board.cycle_step;
    return board.cycles;
}

bool rp_board_storage_open(void)
{
    return board.has_storage;
}

bool rp_board_storage_begin(uint32_t bytes)
{
    board.pending_bytes = 0;
    return bytes <= BOARD_STORAGE_MAX;
}

bool rp_board_storage_write(uint32_t offset, const void *data, uint32_t bytes)
{
    assert(offset == board.pending_bytes);
    if (offset + bytes > BOARD_STORAGE_MAX || (board.fail_write_at >= offset && board.fail_write_at < offset + bytes)) {
        return false;
    }
    memcpy(board.pending + offset, data, bytes);
    board.pending_bytes += bytes;
    board.millis += board.write_millis;
    return true;
}

bool rp_board_storage_commit(void)
{
    memcpy(board.saved, board.pending, board.pending_bytes);
    board.saved_bytes = board.pending_bytes;
    return true;
}

bool rp_board_storage_read(uint32_t offset, void *data, uint32_t bytes)
{
    if (bytes > board.saved_bytes || offset > board.saved_bytes - bytes) {
        return false;
    }
    memcpy(data, board.saved + offset, bytes);
    return true;
}
