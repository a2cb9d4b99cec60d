/* PCG32, the learner's only source of randomness (docs/numerics.md, N8). */
#ifndef RP_RANDOM_H
#define RP_RANDOM_H

#include <stdint.h>

typedef struct {
    uint64_t state;
    uint64_t increment; /* (stream << 1) | 1 */
} rp_random;

void rp_random_seed(rp_random *random, uint64_t seed, uint64_t stream); /* N8.1 */
uint32_t rp_random_next(rp_random *random);
uint32_t rp_random_bounded(rp_random *random, uint32_t n);               /* N8.2: uniform in 0..n-1, n >= 1 */
void rp_random_permutation(rp_random *random, uint16_t *a, uint32_t n);  /* N8.3: a becomes a shuffled 0..n-1 */

#endif
