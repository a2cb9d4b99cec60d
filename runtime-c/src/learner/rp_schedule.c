#include "rp_learner.h"
#include "rp_numeric.h"

float rp_learning_rate(const rp_config *config, uint32_t step, uint32_t steps)
{
    float rate = config->learning_rate;
    if (config->schedule == RP_SCHEDULE_STEP) {
        for (uint32_t k = step / config->step_size; k > 0; k--) {
            rate = rate * config->gamma;
        }
    } else if (config->schedule == RP_SCHEDULE_COSINE) {
        float half = 0.5f * (rate - config->min_learning_rate);
        float swing = 1.0f + rp_cospi_f32((float)step / (float)steps);
        rate = config->min_learning_rate + half * swing;
    }
    return rate;
}
