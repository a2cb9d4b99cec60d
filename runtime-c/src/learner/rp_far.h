/* What the learner keeps and only copies may lie in L3, which no core reaches (rp_l3.h). These are the accesses to it; for other memory they are what they replace. */
#ifndef RP_FAR_H
#define RP_FAR_H

#include <stdint.h>
#include <string.h>

#include "rp_l3.h"
#include "rp_model.h"

#if RP_L3 && RP_FETCH_BYTES > 0

/* The most bytes from `at` on that rp_far_view shows at once. */
uint32_t rp_far_most(const void *at);

/* `bytes` bytes of `at`, to be read: at most rp_far_most(at), valid until the next call of this file. Those of L3 come into rp_fetched. */
const void *rp_far_view(const void *at, uint32_t bytes);

/* As memcpy, and memset with 0. `from` may be what rp_far_view has shown; what goes to L3 comes from L3 or L2. */
void rp_far_copy(void *to, const void *from, uint32_t bytes);
void rp_far_zero(void *to, uint32_t bytes);

#else

static inline uint32_t rp_far_most(const void *at)
{
    (void)at;
    return UINT32_MAX;
}

static inline const void *rp_far_view(const void *at, uint32_t bytes)
{
    (void)bytes;
    return at;
}

static inline void rp_far_copy(void *to, const void *from, uint32_t bytes)
{
    memcpy(to, from, bytes);
}

static inline void rp_far_zero(void *to, uint32_t bytes)
{
    memset(to, 0, bytes);
}

#endif

#endif
