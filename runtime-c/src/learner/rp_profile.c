#include "rp_profile.h"

#ifdef RP_PROFILE
#include <string.h>

#include "rp_board.h"

static struct {
    bool started;
    uint32_t place; /* where the core is now */
    uint32_t since; /* counter when cycles were last charged */
    uint64_t cycles[RP_PROFILE_PLACES];
    uint32_t entered[RP_PROFILE_PLACES];
} profile = {.place = RP_PROFILE_OUTSIDE};

static void charge(void)
{
    if (profile.started) {
        uint32_t now = rp_board_cycles();
        profile.cycles[profile.place] += now - profile.since;
        profile.since = now;
    }
}

uint32_t rp_profile_enter(uint32_t place)
{
    uint32_t before = profile.place;
    charge();
    profile.place = place;
    profile.entered[place]++;
    return before;
}

void rp_profile_leave(uint32_t before)
{
    charge();
    profile.place = before;
}

bool rp_profile_start(void)
{
    profile.started = rp_board_cycles_start();
    memset(profile.cycles, 0, sizeof profile.cycles);
    memset(profile.entered, 0, sizeof profile.entered);
    if (profile.started) {
        profile.since = rp_board_cycles();
    }
    return profile.started;
}

bool rp_profile_read(uint32_t place, uint64_t *cycles, uint32_t *entered)
{
    charge();
    *cycles = profile.cycles[place];
    *entered = profile.entered[place];
    return profile.started;
}
#endif
