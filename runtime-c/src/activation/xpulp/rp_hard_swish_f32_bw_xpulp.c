/* Gradient of HardSwish from its input for Xpulp, fourteen instructions an element; docs/numerics.md N3.7. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

void rp_hard_swish_f32_bw_xpulp(rp_share share, int32_t elements, int32_t n, const float *x, const float *dy, float *dx)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    /* 1 is a fourth constant, which costs one instruction: lui. */
    RP_XPULP_MAP(i, own.end, 1, x, dy, dx, RP_SIXTH, RP_THIRD, 0.5f, "14",
                 RP_MAP_LOAD(v, a) "lui %[t], 0x3f800\n" RP_MAP("fmul.s", u, v, k0) RP_MAP("fmul.s", v, v, k1) RP_MAP("fadd.s", u, u, k2) RP_MAP("fadd.s", v, v, k2)
                 RP_MAP("fle.s", s, t, u) RP_MAP_OTHER(v, t, s) RP_MAP_NOT_POSITIVE(s, u) RP_MAP_LOAD(t, b) RP_MAP_ZERO(v, s)
                 RP_MAP("fmul.s", v, t, v) RP_MAP_STORE(v, to));
    for (; i < own.end; i++) {
        dx[i] = rp_hard_swish_gradient(x[i], dy[i]);
    }
}
