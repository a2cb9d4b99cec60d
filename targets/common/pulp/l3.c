/* rp_l3.h by the uDMA channel of the HyperRAM. A group is one of its 8 transaction identifiers, in turn: the copies of a group that was begun 8 groups ago have long been waited for. */
#include "rp_l3.h"

#include "pulp.h"

#define IDENTIFIERS 8U
#define ENABLE (1U << 4)

static uint32_t begun;

bool rp_l3_holds(const void *at)
{
    return (uint32_t)at - L3_ORIGIN < L3_MOST;
}

rp_l3 rp_l3_begin(void)
{
    begun++;
    return (rp_l3){begun % IDENTIFIERS};
}

static void copy(uint32_t channel, const rp_l3_block *block, uint32_t l3)
{
    uint32_t id = begun % IDENTIFIERS;
    bool strided = block->rows > 1;
    if (block->rows == 0 || block->bytes == 0) {
        return;
    }
    *HYPER_ADDRESS(id) = l3 - L3_ORIGIN;
    *HYPER_ROWS(id) = strided;
    if (strided) {
        *HYPER_ROW_BYTES(id) = block->bytes;
        *HYPER_ROW_STRIDE(id) = block->stride;
    }
    *HYPER_L2_ADDRESS(id, channel) = (uint32_t)block->l2;
    *HYPER_SIZE(id, channel) = block->rows * block->bytes;
    *HYPER_CONFIG(id, channel) = ENABLE;
}

void rp_l3_read(const rp_l3_block *block, const void *l3)
{
    copy(HYPER_TO_L2, block, (uint32_t)l3);
}

void rp_l3_write(const rp_l3_block *block, void *l3)
{
    copy(HYPER_FROM_L2, block, (uint32_t)l3);
}

void rp_l3_end(rp_l3 group)
{
    while ((*HYPER_STATUS(group.id) & 1U) != 0) {
    }
}
