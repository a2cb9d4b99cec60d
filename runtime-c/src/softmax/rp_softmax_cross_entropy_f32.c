/* Softmax cross-entropy of logits: losses and the gradient of their mean; docs/numerics.md N3.14. */
#include "rp_kernels_f32.h"

#include "internal/rp_softmax_terms.h"

void rp_softmax_cross_entropy_f32(int32_t classes, int32_t n, const float *x, const uint16_t *labels, float inv_batch, float *losses, float *d)
{
    for (int32_t sample = 0; sample < n; sample++) {
        int32_t label = labels[sample];
        float x_label = x[label]; /* before d, which may be x, is written */
        float m = rp_vector_maximum(classes, 1, x);
        float s = rp_vector_exponentials(classes, 1, m, x, d);
        losses[sample] = rp_log_f32(s) - (x_label - m);
        for (int32_t i = 0; i < classes; i++) {
            float p = d[i] / s;
            float target = i == label ? 1.0f : 0.0f;
            d[i] = (p - target) * inv_batch;
        }
        x += classes;
        d += classes;
    }
}
