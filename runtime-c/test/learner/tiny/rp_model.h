/* A hand-written model for tests of the learner and the link: 4 input codes are the latent, one linear layer 4 -> 3 is trained, and every use
 * of a sample in training is counted. Sizes can be overridden by the build, to test the learner's other configurations. */
#ifndef RP_MODEL_H
#define RP_MODEL_H

#include <stddef.h>
#include <stdint.h>

#define RP_MODEL_NAME "tiny"
#define RP_MODEL_HASH {0x74, 0x69, 0x6e, 0x79, 1, 2, 3, 4}
#ifndef RP_INPUT_BYTES
#define RP_INPUT_BYTES 130
#endif
#define RP_CLASSES 3
#define RP_LATENT_ELEMENTS 4
#ifndef RP_LATENT_BITS
#define RP_LATENT_BITS 8
#endif
#define RP_SLOT_BYTES ((RP_LATENT_ELEMENTS * RP_LATENT_BITS + 7) / 8)
#ifndef RP_SLOTS
#define RP_SLOTS 10
#endif
#ifndef RP_EVENT_MAX
#define RP_EVENT_MAX 40
#endif
#ifndef RP_EVENT_LATENTS
#define RP_EVENT_LATENTS 5
#endif
#ifndef RP_MICRO_BATCH
#define RP_MICRO_BATCH 3
#endif
#ifndef RP_MOMENTUM
#define RP_MOMENTUM 1
#endif
#define RP_HEAD 1
#define RP_LATENT_SCALE 0x1p-8f
#define RP_LATENT_OFFSET 0x0p+0f
#define RP_INPUT_SCALE 0x1p-8f
#define RP_INPUT_ZERO_POINT 3
#define RP_DEFAULT_SEED 1
#define RP_DEFAULT_EPOCHS 2
#define RP_DEFAULT_NEW 3
#define RP_DEFAULT_REPLAY 4
#define RP_DEFAULT_LEARNING_RATE 0.5f
#define RP_DEFAULT_MOMENTUM (RP_MOMENTUM ? 0.5f : 0.0f)
#define RP_DEFAULT_NESTEROV 0
#define RP_DEFAULT_WEIGHT_DECAY 0.0f
#define RP_DEFAULT_SCHEDULE 0
#define RP_DEFAULT_GAMMA 0.5f
#define RP_DEFAULT_STEP_SIZE 2
#define RP_DEFAULT_MIN_LEARNING_RATE 0.0f
#define RP_DEFAULT_POLICY 0
#define RP_TENSORS 2
#ifndef RP_FETCH_BYTES
#define RP_FETCH_BYTES 0 /* as much as rp_fetched, where RP_L3 is 1 */
#endif
#define RP_CALLS 3

typedef struct {
    const char *name;
    int32_t count;
    const float *initial;
    float *weight, *gradient, *momentum;
} rp_tensor;
extern const rp_tensor rp_tensors[RP_TENSORS];

uint8_t *rp_model_input(void);
const uint8_t *rp_model_frozen(void);
float *rp_model_latent(int32_t sample);
void rp_model_forward(int32_t n);
const float *rp_model_logits(void);
void rp_model_loss(int32_t n, const uint16_t *labels, float inv_batch, float *losses);
void rp_model_backward(int32_t n);

#if RP_SLOTS > 0
extern uint8_t tiny_slots[RP_SLOTS * RP_SLOT_BYTES];
extern uint16_t tiny_slot_labels[RP_SLOTS], tiny_slot_order[RP_SLOTS];
#define rp_slots tiny_slots
#define rp_slot_labels tiny_slot_labels
#define rp_slot_order tiny_slot_order
#else
#define rp_slots ((uint8_t *)NULL)
#define rp_slot_labels ((uint16_t *)NULL)
#define rp_slot_order ((uint16_t *)NULL)
#endif
#if RP_EVENT_LATENTS > 0
extern uint8_t tiny_event_store[RP_EVENT_LATENTS * RP_SLOT_BYTES];
#define rp_event_store tiny_event_store
#else
#define rp_event_store ((uint8_t *)NULL)
#endif
extern uint16_t tiny_event_labels[RP_EVENT_MAX], tiny_event_order[RP_EVENT_MAX];
extern uint32_t tiny_class_seen[RP_CLASSES];
extern uint8_t tiny_staging[RP_SLOT_BYTES];
#define rp_event_labels tiny_event_labels
#define rp_event_order tiny_event_order
#define rp_class_seen tiny_class_seen
#define rp_staging tiny_staging
#if RP_FETCH_BYTES > 0
extern uint8_t tiny_fetched[RP_FETCH_BYTES];
#define rp_fetched tiny_fetched
#else
#define rp_fetched ((uint8_t *)NULL)
#endif

#endif
