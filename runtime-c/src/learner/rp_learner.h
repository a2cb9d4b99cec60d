/* The state of the learner, shared by the files of src/learner and src/policy. Not for users: they include reprise.h. */
#ifndef RP_LEARNER_H
#define RP_LEARNER_H

#include "reprise.h"
#include "rp_model.h"
#include "rp_random.h"
#include "rp_replay.h"

/* The new samples of the current event. */
typedef struct {
    uint32_t samples; /* n */
    uint32_t added;
    uint32_t a, b;    /* new and replayed samples of a minibatch (N9.2) */
    uint32_t steps_per_epoch;
    uint32_t steps;   /* T */
    uint32_t step;    /* minibatches done */
    uint32_t cursor;        /* into the new permutation */
    uint32_t replay_cursor; /* into the replay permutation */
} rp_event_state;

/* The minibatch under way (N9.4). */
typedef struct {
    bool open;
    uint32_t fresh;    /* new samples in it; they come first */
    uint32_t size;     /* B */
    uint32_t done;     /* samples through forward and backward */
    uint32_t gathered; /* latents of the micro-batch in place */
    float loss;        /* sum so far (N2.7) */
} rp_minibatch_state;

/* The commit under way (N9.5). */
typedef struct {
    uint32_t slot; /* the next to look at */
    uint32_t replaced;
} rp_commit_state;

typedef struct {
    rp_config config;
    rp_state state;
    uint32_t events;
    rp_random random;
    rp_replay replay;
    rp_event_state event;
    rp_minibatch_state minibatch;
    rp_commit_state commit;
    bool waiting; /* for sample `awaited` */
    uint16_t awaited;
    bool logits_valid;
    void (*progress)(uint32_t done, uint32_t of);
} rp_learner;

extern rp_learner rp_the_learner;

/* Whether `config` could be set now; what rp_configure returns. */
rp_status rp_config_check(const rp_config *config, uint32_t used);

/* N5.4: rate of minibatch `step` = 0.. of `steps`. */
float rp_learning_rate(const rp_config *config, uint32_t step, uint32_t steps);

/* One update of all trained tensors (N5.1, N5.2). */
void rp_update(const rp_config *config, float rate);

/* Opens, continues and closes minibatches (rp_train_step); takes the latent that was waited for. */
void rp_minibatch_take(const uint8_t *packed);

/* Puts the latent that was waited for into its slot. */
void rp_commit_take(const uint8_t *packed);

/* Runs the frozen stage on rp_input() and packs its latent into rp_staging (N7.1, N7.3), which is returned. */
const uint8_t *rp_latent_make(void);

/* Writes a packed latent as floats to place `sample` of the micro-batch (N7.2). */
void rp_latent_place(const uint8_t *packed, uint32_t sample);

/* The packed latent of new sample `index`, which must be kept (rp_event_keeps). */
uint8_t *rp_event_latent(uint32_t index);
bool rp_event_keeps(uint32_t index);

#endif
