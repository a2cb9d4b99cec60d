/* The storage of rp_board.h on a board with flash: two saves. */
#include "rp_board.h"
#include "rp_model.h"
#include "rp_saves.h"

static const uint8_t owner_hash[RP_SAVES_OWNER] = RP_MODEL_HASH;

bool rp_board_storage_open(void)
{
    (void)rp_saves_open(owner_hash);
    return true;
}

bool rp_board_storage_begin(uint32_t bytes)
{
    return rp_saves_begin(bytes);
}

bool rp_board_storage_write(uint32_t offset, const void *data, uint32_t bytes)
{
    return rp_saves_write(offset, data, bytes);
}

bool rp_board_storage_commit(void)
{
    return rp_saves_commit();
}

bool rp_board_storage_read(uint32_t offset, void *data, uint32_t bytes)
{
    return rp_saves_read(offset, data, bytes);
}
