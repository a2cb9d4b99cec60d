#include "rp_random.h"

static const uint64_t MULTIPLIER = 6364136223846793005ULL;

uint32_t rp_random_next(rp_random *random)
{
    uint64_t old = random->state;
    random->state = old * MULTIPLIER + random->increment;
    uint32_t folded = (uint32_t)(((old >> 18) ^ old) >> 27);
    uint32_t rotation = (uint32_t)(old >> 59);
    return (folded >> rotation) | (folded << ((32U - rotation) & 31U));
}

void rp_random_seed(rp_random *random, uint64_t seed, uint64_t stream)
{
    random->state = 0;
    random->increment = (stream << 1) | 1U;
    (void)rp_random_next(random);
    random->state += seed;
    (void)rp_random_next(random);
}

uint32_t rp_random_bounded(rp_random *random, uint32_t n)
{
    uint64_t product = (uint64_t)rp_random_next(random) * n;
    if ((uint32_t)product < n) {
        uint32_t unfair = (0U - n) % n;
        while ((uint32_t)product < unfair) {
            product = (uint64_t)rp_random_next(random) * n;
        }
    }
    return (uint32_t)(product >> 32);
}

void rp_random_permutation(rp_random *random, uint16_t *a, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        a[k] = (uint16_t)k;
    }
    for (uint32_t k = n; k > 1; k--) {
        uint32_t other = rp_random_bounded(random, k);
        uint16_t last = a[k - 1];
        a[k - 1] = a[other];
        a[other] = last;
    }
}
