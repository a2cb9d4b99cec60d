/* HardSwish for Xpulp, ten instructions an element; docs/numerics.md N3.7. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

#define HARD_SWISH(x) \
    RP_MAP("fmul.s", r, x, k0) RP_MAP("fadd.s", r, r, k1) RP_MAP("flt.s", s, k2, r) RP_MAP_CONSTANT(r, k2, s, t) RP_MAP_NEGATIVE(s, r) RP_MAP_ZERO(r, s) \
    RP_MAP("fmul.s", x, x, r) RP_MAP_STORE(x, to)

void rp_hard_swish_f32_fw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, float *y)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 2, x, x, y, RP_SIXTH, 0.5f, 1.0f, "20", RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, a) HARD_SWISH(u) HARD_SWISH(v));
    for (; i < own.end; i++) {
        y[i] = rp_hard_swish(x[i]);
    }
}

#undef HARD_SWISH
