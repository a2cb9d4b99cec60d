/* Adds one more consumer's contribution to a gradient, for Xpulp, four instructions an element; docs/numerics.md N2.5. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_map.h"

void rp_accumulate_f32_xpulp(rp_share share, int32_t elements, int32_t n, const float *c, float *d)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 2, c, d, d, 0.0f, 0.0f, 0.0f, "8",
                 RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, b) RP_MAP_LOAD(s, a) RP_MAP_LOAD(t, b) RP_MAP("fadd.s", u, v, u) RP_MAP("fadd.s", s, t, s)
                 RP_MAP_STORE(u, to) RP_MAP_STORE(s, to));
    for (; i < own.end; i++) {
        d[i] = d[i] + c[i];
    }
}
