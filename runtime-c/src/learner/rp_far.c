#include "rp_far.h"

#if RP_L3 && RP_FETCH_BYTES > 0

#include <stdbool.h>

static uint32_t far_part(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static void far_transfer(bool to_l2, void *l2, void *l3, uint32_t bytes)
{
    rp_l3 group = rp_l3_begin();
    rp_l3_block block = {.l2 = l2, .bytes = bytes, .rows = 1};
    if (to_l2) {
        rp_l3_read(&block, l3);
    } else {
        rp_l3_write(&block, l3);
    }
    rp_l3_end(group);
}

uint32_t rp_far_most(const void *at)
{
    return rp_l3_holds(at) ? RP_FETCH_BYTES : UINT32_MAX;
}

const void *rp_far_view(const void *at, uint32_t bytes)
{
    if (!rp_l3_holds(at)) {
        return at;
    }
    far_transfer(true, rp_fetched, (void *)at, bytes);
    return rp_fetched;
}

void rp_far_copy(void *to, const void *from, uint32_t bytes)
{
    bool far = rp_l3_holds(to);
    for (uint32_t done = 0; done < bytes;) {
        uint32_t part = far_part(bytes - done, rp_far_most(from));
        const void *view = rp_far_view((const uint8_t *)from + done, part);
        if (far) {
            far_transfer(false, (void *)view, (uint8_t *)to + done, part);
        } else {
            memcpy((uint8_t *)to + done, view, part);
        }
        done += part;
    }
}

void rp_far_zero(void *to, uint32_t bytes)
{
    if (!rp_l3_holds(to)) {
        memset(to, 0, bytes);
        return;
    }
    memset(rp_fetched, 0, far_part(bytes, RP_FETCH_BYTES));
    for (uint32_t done = 0; done < bytes;) {
        uint32_t part = far_part(bytes - done, RP_FETCH_BYTES);
        far_transfer(false, rp_fetched, (uint8_t *)to + done, part);
        done += part;
    }
}

#endif
