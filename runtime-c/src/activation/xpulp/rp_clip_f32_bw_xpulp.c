/* Gradient of Clip from its output for Xpulp, eight instructions an element; docs/numerics.md N3.3. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

void rp_clip_f32_bw_xpulp(rp_share share, int32_t elements, float lo, float hi, int32_t n, const float *y, const float *dy, float *dx)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 1, y, dy, dx, lo, hi, 0.0f, "8",
                 RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, b) RP_MAP("flt.s", s, k0, u) RP_MAP("flt.s", t, u, k1) RP_MAP("and", s, s, t) RP_MAP_ZERO_UNLESS(v, s)
                 RP_MAP_STORE(v, to));
    for (; i < own.end; i++) {
        dx[i] = rp_clip_gradient(y[i], dy[i], lo, hi);
    }
}
