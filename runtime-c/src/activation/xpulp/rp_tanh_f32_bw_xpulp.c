/* Gradient of tanh from its output for Xpulp, six instructions an element; docs/numerics.md N3.5. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

void rp_tanh_f32_bw_xpulp(rp_share share, int32_t elements, int32_t n, const float *y, const float *dy, float *dx)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 1, y, dy, dx, 1.0f, 0.0f, 0.0f, "6",
                 RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, b) RP_MAP("fmul.s", s, u, u) RP_MAP("fsub.s", s, k0, s) RP_MAP("fmul.s", v, v, s) RP_MAP_STORE(v, to));
    for (; i < own.end; i++) {
        dx[i] = rp_tanh_gradient(y[i], dy[i]);
    }
}
