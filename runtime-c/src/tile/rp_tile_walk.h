/* The order in which the tiles of a call run: for each group, for each sample, for each tile of the group. */
#ifndef RP_TILE_WALK_H
#define RP_TILE_WALK_H

#include <stdbool.h>

#include "rp_tiles.h"

/* An iteration. All 0: the first. */
typedef struct {
    uint32_t group, tile;
    int32_t sample;
} rp_tile_at;

/* Moves on to the next iteration, if there is one. */
static inline bool rp_tile_next(const rp_tile_plan *plan, int32_t samples, rp_tile_at *at)
{
    const uint32_t first = at->group == 0 ? 0U : plan->group_end[at->group - 1U];
    at->tile++;
    if (at->tile < plan->group_end[at->group]) {
        return true;
    }
    at->sample++;
    if (at->sample < samples) {
        at->tile = first;
        return true;
    }
    at->sample = 0;
    at->group++;
    return at->group < plan->groups;
}

#endif
