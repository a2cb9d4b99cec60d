/* Reprise: a model that goes on learning on the device.
 *
 * The numbers are defined by docs/numerics.md (sections N5 - N10 here). There is one learner in a program; the functions are not reentrant and
 * must be called from one context (no function may be called from an interrupt). Nothing allocates; all memory is planned at compile time.
 *
 * A SAMPLE is RP_INPUT_BYTES codes of the quantized input (rp_model.h; rp_quantize makes codes of real numbers). The caller writes it to
 * rp_input() and then calls the function that takes it. That memory is shared with the model: every function below that says "uses up the
 * sample" overwrites it.
 *
 * States, and the way through them:
 *
 *   IDLE        rp_fill (only before the first event), rp_configure, rp_save, rp_restore, rp_event_begin -> EVENT
 *   EVENT       rp_event_add n times, then rp_train, or rp_train_step until it says RP_TRAINED -> TRAINED
 *   TRAINED     rp_event_end, or rp_event_end_step until it says RP_COMMITTED -> IDLE; while samples are missing: COMMITTING
 *   any         rp_infer (except where a minibatch waits for a sample), rp_tensor_*, rp_info, rp_reset -> IDLE
 *
 * A function called in another state returns RP_WRONG_STATE. Whatever returns another status than RP_OK has changed nothing, except where
 * it says so.
 */
#ifndef REPRISE_H
#define REPRISE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a call came to; the values are those of the link protocol. */
typedef enum {
    RP_OK = 0,
    RP_WRONG_STATE = 1,
    RP_BAD_ARGUMENT = 2,
    RP_INCOMPLETE_SAMPLE = 3, /* the sample that the caller promised did not come */
    RP_MEMORY_FULL = 4,       /* rp_fill: every slot is used */
    RP_OTHER_MODEL = 5,       /* rp_restore: saved by another model */
    RP_NOT_BUILT_IN = 6,      /* momentum without its buffers */
    RP_STORAGE_FAILED = 7,    /* a callback of rp_save or rp_restore failed */
    RP_NOTHING_SAVED = 8,     /* rp_restore: no valid save */
    RP_NO_COUNTER = 9         /* of the link's PROFILE alone: the board has no cycle counter */
} rp_status;

typedef enum { RP_IDLE = 0, RP_EVENT = 1, RP_TRAINED_STATE = 2, RP_COMMITTING = 3 } rp_state;

typedef enum { RP_POLICY_RANDOM, RP_POLICY_RESERVOIR, RP_POLICY_CLASS_BALANCED, RP_POLICY_FIFO } rp_policy; /* N9.5 */

typedef enum { RP_SCHEDULE_CONSTANT, RP_SCHEDULE_STEP, RP_SCHEDULE_COSINE } rp_schedule; /* N5.4 */

/* How events train. */
typedef struct {
    uint64_t seed;             /* of PCG32 (N8.1); applied by the next rp_reset */
    uint16_t epochs;           /* over the new samples of an event, at least 1 */
    uint16_t new_samples;      /* a of N9.2; 0 = proportional */
    uint16_t replay_samples;   /* b of N9.2; with new_samples 0 the size B of a minibatch */
    float learning_rate;       /* lr */
    float momentum;            /* mu; 0 = none */
    bool nesterov;             /* N5.2 */
    float weight_decay;        /* wd */
    rp_schedule schedule;
    float gamma;               /* factor of the step schedule */
    uint32_t step_size;        /* minibatches between two factors, at least 1 */
    float min_learning_rate;   /* of the cosine schedule */
    rp_policy policy;          /* which slots an event overwrites */
    uint16_t slots;            /* of the replay memory to use, 0..RP_SLOTS, not fewer than are used */
} rp_config;

/* Where the learner stands. */
typedef struct {
    rp_state state;
    uint32_t events;   /* completed */
    uint16_t used;     /* slots of the replay memory that hold a sample */
    uint16_t added;    /* samples of the current event added so far */
    bool in_minibatch; /* a minibatch waits for a sample */
} rp_learner_info;

/* To the state after power-on with the compiled-in configuration. Call first. */
void rp_init(void);

/* To the state after power-on: weights of the image, momentum and gradients +0, empty replay memory, no events; keeps the configuration and
 * applies its seed. Any state; uses up the sample. */
void rp_reset(void);

/* IDLE. RP_BAD_ARGUMENT: a field out of its range, new + replay samples 0 or above 65535, a number that is not finite, fewer slots than are
 * used. RP_NOT_BUILT_IN: momentum in a model compiled without. */
rp_status rp_configure(const rp_config *config);
void rp_configuration(rp_config *config);

void rp_info(rp_learner_info *info);

/* The next sample goes here: RP_INPUT_BYTES bytes. */
uint8_t *rp_input(void);

/* Real numbers to input codes (N6.8; scale and zero point of the model's input): codes[i] of x[i], i < count. */
void rp_quantize(const float *x, int32_t count, uint8_t *codes);

/* IDLE before the first event: puts the sample into the replay memory (N9.1); uses it up. RP_MEMORY_FULL when all slots are used;
 * RP_BAD_ARGUMENT where label is not below RP_CLASSES. */
rp_status rp_fill(uint16_t label);

/* IDLE: begins an event of 1..RP_EVENT_MAX new samples. */
rp_status rp_event_begin(uint16_t samples);

/* EVENT: the sample in rp_input is new sample `index` (they come as 0, 1, ...). Uses it up; training asks again for those from RP_EVENT_LATENTS
 * on. rp_event_announce gives only the label, without a sample, and is for those. */
rp_status rp_event_add(uint16_t index, uint16_t label);
rp_status rp_event_announce(uint16_t index, uint16_t label);

typedef enum { RP_MINIBATCH_DONE = 0, RP_NEEDS_SAMPLE = 1, RP_TRAINED = 2 } rp_train_result;

/* What a step of training did. */
typedef struct {
    rp_train_result result;
    uint32_t step;       /* MINIBATCH_DONE: 1..steps */
    uint32_t steps;      /* MINIBATCH_DONE: minibatches of this event */
    float loss;          /* MINIBATCH_DONE: mean cross-entropy (N2.7) before the update */
    float learning_rate; /* MINIBATCH_DONE: of this minibatch (N5.4) */
    uint16_t sample;     /* NEEDS_SAMPLE: which new sample to give to rp_supply */
} rp_train_info;

/* EVENT (all samples added) or TRAINED: trains to the end of the next minibatch or until a sample is needed; uses up the sample. Asking again
 * without having supplied gives the same answer. */
rp_status rp_train_step(rp_train_info *info);

/* The sample in rp_input is the one that rp_train_step or rp_event_end_step asked for; uses it up. RP_BAD_ARGUMENT: another one was asked for;
 * RP_WRONG_STATE: none was. */
rp_status rp_supply(uint16_t index);

typedef enum { RP_COMMITTED = 0, RP_COMMIT_NEEDS_SAMPLE = 1 } rp_commit_result;

typedef struct {
    rp_commit_result result;
    uint16_t sample;   /* NEEDS_SAMPLE: which new sample to give to rp_supply */
    uint16_t replaced; /* COMMITTED: slots written */
    uint16_t used;     /* COMMITTED */
    uint32_t events;   /* COMMITTED: this one included */
} rp_commit_info;

/* TRAINED or COMMITTING: updates the replay memory (N9.5) and ends the event, or asks for a sample; uses up the sample. */
rp_status rp_event_end_step(rp_commit_info *info);

/* Whole training and whole commit. `sample` writes new sample `index` to `codes` (= rp_input()); false ends the call with
 * RP_INCOMPLETE_SAMPLE, and it can be made again. It may be NULL where RP_EVENT_LATENTS covers the event. `minibatch` (may be NULL) is told of every minibatch. */
typedef struct {
    bool (*sample)(void *context, uint16_t index, uint8_t *codes);
    void (*minibatch)(void *context, const rp_train_info *info);
    void *context;
} rp_callbacks;

rp_status rp_train(const rp_callbacks *callbacks);
rp_status rp_event_end(const rp_callbacks *callbacks, rp_commit_info *info);

/* Called after every micro-batch with the samples done of the minibatch's `of`, so that long work can be seen; NULL = nobody. It must not
 * call the learner. Survives rp_reset. */
void rp_on_progress(void (*progress)(uint32_t done, uint32_t of));

/* Class of the sample (first maximum, N9.6) and RP_CLASSES logits, which stay valid until the next call that uses the sample or writes
 * rp_input(); uses up the sample. RP_WRONG_STATE while a minibatch waits for a sample. */
rp_status rp_infer(uint16_t *label, const float **logits);

/* The model's head (RP_HEAD) of RP_CLASSES logits: softmax or log-softmax (N3.12, N3.13), or a copy. y may not be logits. */
void rp_head(const float *logits, float *y);

/* Memory of the learner, for checks. */
typedef enum {
    RP_WEIGHT = 0,        /* index: trained tensor, in the order of rp_tensors */
    RP_GRADIENT = 1,      /* of the last minibatch, or the part of it that is done */
    RP_MOMENTUM_STATE = 2,
    RP_SLOT = 3,          /* packed latent (N7.3); index: slot < used */
    RP_LAST_LATENT = 4,   /* packed; index 0 */
    RP_LOGITS = 5,        /* of the last rp_infer, while they are valid; index 0 */
    RP_SLOT_LABELS = 6    /* uint16 each, `used` of them; index 0 */
} rp_tensor_kind;

/* Address and bytes of a tensor, which may lie in L3 (rp_l3.h). RP_BAD_ARGUMENT: there is none; RP_WRONG_STATE: logits that are no longer valid. */
rp_status rp_tensor_at(rp_tensor_kind kind, uint16_t index, const void **data, uint32_t *bytes);

/* Copies `count` bytes from byte `offset` of a tensor on. RP_BAD_ARGUMENT also where it has fewer. */
rp_status rp_tensor_read(rp_tensor_kind kind, uint16_t index, uint32_t offset, uint32_t count, void *to);

/* CRC-32 of a tensor (N10). */
rp_status rp_tensor_checksum(rp_tensor_kind kind, uint16_t index, uint32_t *crc, uint32_t *bytes);

/* Storage of the caller. Both return false on failure. Offsets of write ascend without gap from 0; read is given any offset. */
typedef bool (*rp_write_fn)(void *context, uint32_t offset, const void *data, uint32_t bytes);
typedef bool (*rp_read_fn)(void *context, uint32_t offset, void *data, uint32_t bytes);

/* IDLE: bytes that rp_save will write now, and at most for this model. */
uint32_t rp_save_bytes(void);
uint32_t rp_save_bytes_max(void);

/* IDLE: writes everything that an event changes: weights, momentum, replay memory, generator, counters, configuration; versioned, with the
 * model's hash and a CRC-32. `sequence` is kept with it, at least 1. The save is complete when this returns RP_OK; the caller keeps the previous one
 * until then. */
rp_status rp_save(rp_write_fn write, void *context, uint32_t sequence);

/* Whether there is a valid save of this model, and its sequence. Any state. */
rp_status rp_saved(rp_read_fn read, void *context, uint32_t *sequence);

/* IDLE: returns to a save. It is read twice: checked to the last byte before anything changes, then loaded. Where the storage fails or changes
 * between the two: RP_STORAGE_FAILED, and the learner is reset. Gradients are +0 afterwards; uses up the sample. */
rp_status rp_restore(rp_read_fn read, void *context, uint32_t *sequence);

#ifdef __cplusplus
}
#endif

#endif
