/* ReLU for Xpulp, four instructions an element; docs/numerics.md N3.1. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

void rp_relu_f32_fw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, float *y)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 2, x, x, y, 0.0f, 0.0f, 0.0f, "8",
                 RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, a) RP_MAP_NOT_POSITIVE(s, u) RP_MAP_NOT_POSITIVE(t, v) RP_MAP_ZERO(u, s) RP_MAP_ZERO(v, t)
                 RP_MAP_STORE(u, to) RP_MAP_STORE(v, to));
    for (; i < own.end; i++) {
        y[i] = rp_relu(x[i]);
    }
}
