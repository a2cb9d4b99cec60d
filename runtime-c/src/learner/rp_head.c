#include <string.h>

#include "rp_kernels_f32.h"
#include "rp_learner.h"

void rp_head(const float *logits, float *y)
{
#if RP_HEAD == 0
    memcpy(y, logits, RP_CLASSES * sizeof(float));
#else
    const rp_axis_geometry classes = {.outer = 1, .axis = RP_CLASSES, .inner = 1};
#if RP_HEAD == 1
    rp_softmax_f32_fw(&classes, 1, logits, y);
#else
    rp_log_softmax_f32_fw(&classes, 1, logits, y);
#endif
#endif
}
