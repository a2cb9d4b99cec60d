/* Softmax cross-entropy of logits for a team: the portable kernel over this core's samples; docs/numerics.md N3.14. */
#include "rp_kernels_xpulp.h"

#include "rp_kernels_f32.h"

void rp_softmax_cross_entropy_f32_xpulp(rp_share share, int32_t classes, int32_t n, const float *x, const uint16_t *labels, float inv_batch, float *losses,
                                        float *d)
{
    const rp_span own = rp_share_of(share, n);
    const int32_t at = own.first * classes;
    rp_softmax_cross_entropy_f32(classes, own.end - own.first, x + at, labels + own.first, inv_batch, losses + own.first, d + at);
}
