#include "rp_model.h"

#include "rp_kernels_f32.h"
#include "rp_profile.h"

#include "tiny_counts.h"

uint32_t tiny_frozen_runs, tiny_trained[256];

#if RP_SLOTS > 0
uint8_t tiny_slots[RP_SLOTS * RP_SLOT_BYTES];
uint16_t tiny_slot_labels[RP_SLOTS], tiny_slot_order[RP_SLOTS];
#endif
#if RP_EVENT_LATENTS > 0
uint8_t tiny_event_store[RP_EVENT_LATENTS * RP_SLOT_BYTES];
#endif
uint16_t tiny_event_labels[RP_EVENT_MAX], tiny_event_order[RP_EVENT_MAX];
uint32_t tiny_class_seen[RP_CLASSES];
uint8_t tiny_staging[RP_SLOT_BYTES];
#if RP_FETCH_BYTES > 0
uint8_t tiny_fetched[RP_FETCH_BYTES];
#endif

static const float W[12] = {0.5f, -0.25f, 0.125f, 0.75f, -0.5f, 0.25f, 1.0f, -1.0f, 0.0f, 0.5f, 0.25f, -0.125f};
static const float B[3] = {0.0f, 0.5f, -0.5f};
static float w[12], dw[12], b[3], db[3];
#if RP_MOMENTUM
static float vw[12], vb[3];
#define MOMENTUM(v) v
#else
#define MOMENTUM(v) NULL
#endif
const rp_tensor rp_tensors[RP_TENSORS] = {{"w", 12, W, w, dw, MOMENTUM(vw)}, {"b", 3, B, b, db, MOMENTUM(vb)}};

static const rp_linear_geometry LINEAR = {.rows = 1, .k = 4, .m = 3};
static float latents[RP_MICRO_BATCH][RP_LATENT_ELEMENTS];

/* As the planner would: input, frozen output and logits share memory. */
static union {
    uint8_t input[RP_INPUT_BYTES];
    float logits[RP_MICRO_BATCH][RP_CLASSES];
} arena;

uint8_t *rp_model_input(void)
{
    return arena.input;
}

/* The latent is the first four codes. */
const uint8_t *rp_model_frozen(void)
{
    tiny_frozen_runs++;
    return arena.input;
}

float *rp_model_latent(int32_t sample)
{
    return latents[sample];
}

void rp_model_forward(int32_t n)
{
    RP_PROFILED(0, rp_linear_f32_fw(&LINEAR, n, latents[0], w, b, arena.logits[0]));
}

const float *rp_model_logits(void)
{
    return arena.logits[0];
}

void rp_model_loss(int32_t n, const uint16_t *labels, float inv_batch, float *losses)
{
    RP_PROFILED(1, rp_softmax_cross_entropy_f32(RP_CLASSES, n, arena.logits[0], labels, inv_batch, losses, arena.logits[0]));
}

void rp_model_backward(int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        tiny_trained[(uint8_t)(latents[i][0] * 256.0f)]++;
    }
    RP_PROFILED(2, rp_linear_f32_bw_weight(&LINEAR, n, latents[0], arena.logits[0], dw, db));
}
