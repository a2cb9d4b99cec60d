/* The replay memory: slots of packed latents with their labels, and what its policies count (docs/numerics.md, N9). */
#ifndef RP_REPLAY_H
#define RP_REPLAY_H

#include <stdint.h>

/* No new sample goes to this slot (a sample index is below 65535, since an event has at most 65535 samples). */
#define RP_UNASSIGNED 0xffffU

typedef struct {
    uint32_t slots;  /* M: those configured */
    uint32_t used;   /* slots 0..used-1 hold a sample */
    uint32_t seen;
    uint32_t cursor; /* of the FIFO policy */
} rp_replay;

/* Address of the packed latent of a slot. */
uint8_t *rp_replay_slot(uint32_t slot);

/* Empty, all slots of the model in use by nobody. */
void rp_replay_clear(rp_replay *replay, uint32_t slots);

/* Sets M; the FIFO cursor follows where M changes (N9.5). */
void rp_replay_resize(rp_replay *replay, uint32_t slots);

/* Slot `slot` (used, or the next unused one) will take new sample `sample`; its label changes at once. */
void rp_replay_assign(rp_replay *replay, uint32_t slot, uint32_t sample);

#endif
