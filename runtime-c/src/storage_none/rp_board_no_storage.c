/* The storage of rp_board.h on a board without one. */
#include "rp_board.h"

bool rp_board_storage_open(void)
{
    return false;
}

bool rp_board_storage_begin(uint32_t bytes)
{
    (void)bytes;
    return false;
}

bool rp_board_storage_write(uint32_t offset, const void *data, uint32_t bytes)
{
    (void)offset;
    (void)data;
    (void)bytes;
    return false;
}

bool rp_board_storage_commit(void)
{
    return false;
}

bool rp_board_storage_read(uint32_t offset, void *data, uint32_t bytes)
{
    (void)offset;
    (void)data;
    (void)bytes;
    return false;
}
