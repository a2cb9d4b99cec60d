/* The sums of products of up to four lines `a` with up to four lines `b`, by whichever block of registers fits. */
#ifndef RP_TILE_H
#define RP_TILE_H

#include "internal/rp_tile_4x1.h"
#include "internal/rp_tile_4x4.h"
#include "internal/rp_tile_window.h"

/* One nest and the same with a and b exchanged. */
typedef struct {
    rp_nest nest, exchanged;
} rp_tile_walk;

static inline rp_tile_walk rp_tile_walk_of(rp_box box, rp_steps a, rp_steps b)
{
    rp_tile_walk walk = {rp_nest_of(box, a, b), rp_nest_of(box, b, a)};
    return walk;
}

/* Lines first, first + step, ...: `count` of them; the last one stands for those that are missing. */
static inline void rp_tile_lines(const float *first, int32_t step, int32_t count, const float **lines)
{
    for (int32_t i = 0; i < 4; i++) {
        lines[i] = first;
        if (i + 1 < count) {
            first += step;
        }
    }
}

/* sums[4*j + i] = mac(sums, a[i], b[j]) over the nest, for i < count_a, j < count_b. The sums of the other lines mean nothing (rp_tile_lines).
 * `downwards` is a constant: whether contiguous columns of a are expected one before the other. */
static inline void rp_tile_sums(
    bool downwards, rp_tile_walk *walk, int32_t count_a, const float *const *a, int32_t count_b, const float *const *b, float *sums)
{
    if (count_a > 2 && count_b > 2) {
        rp_tile_4x4(downwards, &walk->nest, a, b, sums);
    } else if (count_a >= count_b) {
        for (int32_t j = 0; j < count_b; j++) {
            rp_tile_4x1(downwards, &walk->nest, a, b + j, sums + 4 * j);
        }
    } else {
        for (int32_t i = 0; i < count_a; i++) {
            float column[4] = {sums[i], sums[4 + i], sums[8 + i], sums[12 + i]};
            rp_tile_4x1(false, &walk->exchanged, b, a + i, column);
            for (int32_t j = 0; j < 4; j++) {
                sums[4 * j + i] = column[j];
            }
        }
    }
}

#endif
