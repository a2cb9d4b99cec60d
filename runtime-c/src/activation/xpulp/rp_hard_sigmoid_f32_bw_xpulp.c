/* Gradient of HardSigmoid from its output for Xpulp, nine instructions an element; docs/numerics.md N3.6. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

void rp_hard_sigmoid_f32_bw_xpulp(rp_share share, int32_t elements, float alpha, int32_t n, const float *y, const float *dy, float *dx)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 1, y, dy, dx, alpha, 1.0f, 0.0f, "9",
                 RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, b) RP_MAP_POSITIVE(s, u) RP_MAP("flt.s", t, u, k1) RP_MAP("fmul.s", v, v, k0) RP_MAP("and", s, s, t)
                 RP_MAP_ZERO_UNLESS(v, s) RP_MAP_STORE(v, to));
    for (; i < own.end; i++) {
        dx[i] = rp_hard_sigmoid_gradient(y[i], dy[i], alpha);
    }
}
