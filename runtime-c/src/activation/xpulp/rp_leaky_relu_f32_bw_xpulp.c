/* Gradient of leaky ReLU from its input for Xpulp, seven instructions an element; docs/numerics.md N3.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

void rp_leaky_relu_f32_bw_xpulp(rp_share share, int32_t elements, float alpha, int32_t n, const float *x, const float *dy, float *dx)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 1, x, dy, dx, alpha, 0.0f, 0.0f, "7",
                 RP_MAP_LOAD(v, b) RP_MAP_LOAD(u, a) RP_MAP("fmul.s", s, v, k0) RP_MAP_POSITIVE(t, u) RP_MAP_OTHER(s, v, t) RP_MAP_STORE(s, to));
    for (; i < own.end; i++) {
        dx[i] = rp_leaky_relu_gradient(x[i], dy[i], alpha);
    }
}
