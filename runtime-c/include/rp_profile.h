/* Where the core's cycles go, call by call: only in firmware that is compiled with -DRP_PROFILE; without it RP_PROFILED(place, x) is x, and nothing else is
 * left of this. The counter is the board's (rp_board_cycles); every change of place reads it once. Interrupts count where they happen. */
#ifndef RP_PROFILE_H
#define RP_PROFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "rp_model.h"

/* Places 0 .. RP_CALLS-1 are the kernel calls of rp_model.c, in the order of report.json. */
enum {
    RP_PROFILE_PACK = RP_CALLS, /* latent codes to packed latents */
    RP_PROFILE_UNPACK,          /* packed latents to floats */
    RP_PROFILE_UPDATE,          /* of the weights */
    RP_PROFILE_LEARNER,         /* everything else that reprise.h does */
    RP_PROFILE_LINK,            /* frames and requests */
    RP_PROFILE_LINE,            /* rp_board_write: mostly waiting for the line */
    RP_PROFILE_OUTSIDE,         /* between the frames */
    RP_PROFILE_PLACES
};

#ifdef RP_PROFILE
#define RP_PROFILED(place, statement) \
    do { \
        uint32_t rp_place_before = rp_profile_enter(place); \
        statement; \
        rp_profile_leave(rp_place_before); \
    } while (0)
#else
#define RP_PROFILED(place, statement) statement
#endif

/* Starts the counter and clears what was counted; false where the board has no counter. */
bool rp_profile_start(void);

/* Cycles in `place`, those of places within it left out, and how often it was entered; false before rp_profile_start. A stay of 2^32 cycles or more in one
 * place is counted short. */
bool rp_profile_read(uint32_t place, uint64_t *cycles, uint32_t *entered);

/* Of RP_PROFILED. */
uint32_t rp_profile_enter(uint32_t place);
void rp_profile_leave(uint32_t before);

#endif
