/* Leaky ReLU for Xpulp, six instructions an element; docs/numerics.md N3.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

void rp_leaky_relu_f32_fw_xpulp(rp_share share, int32_t elements, float alpha, int32_t n, const float *x, float *y)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 2, x, x, y, alpha, 0.0f, 0.0f, "12",
                 RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, a) RP_MAP("fmul.s", s, u, k0) RP_MAP_NEGATIVE(t, u) RP_MAP_OTHER(u, s, t)
                 RP_MAP("fmul.s", s, v, k0) RP_MAP_NEGATIVE(t, v) RP_MAP_OTHER(v, s, t) RP_MAP_STORE(u, to) RP_MAP_STORE(v, to));
    for (; i < own.end; i++) {
        y[i] = rp_leaky_relu(x[i], alpha);
    }
}
