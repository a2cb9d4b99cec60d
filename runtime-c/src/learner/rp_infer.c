#include "rp_learner.h"

rp_status rp_infer(uint16_t *label, const float **logits)
{
    rp_learner *s = &rp_the_learner;
    if (s->minibatch.open) {
        return RP_WRONG_STATE;
    }
    rp_latent_place(rp_latent_make(), 0);
    rp_model_forward(1);
    const float *x = rp_model_logits();
    uint16_t best = 0;
    for (uint16_t c = 1; c < RP_CLASSES; c++) {
        if (x[c] > x[best]) {
            best = c;
        }
    }
    s->logits_valid = true;
    *label = best;
    *logits = x;
    return RP_OK;
}
