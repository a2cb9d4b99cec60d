/* Clip (ReLU6) for Xpulp, eight instructions an element: both bounds are asked of the value that came, the lower one wins; docs/numerics.md N3.3. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

#define CLIP(x) \
    RP_MAP("flt.s", s, k1, x) RP_MAP("flt.s", t, x, k0) RP_MAP_CONSTANT(x, k1, s, r) RP_MAP_CONSTANT(x, k0, t, r) RP_MAP_STORE(x, to)

void rp_clip_f32_fw_xpulp(rp_share share, int32_t elements, float lo, float hi, int32_t n, const float *x, float *y)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 2, x, x, y, lo, hi, 0.0f, "16", RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, a) CLIP(u) CLIP(v));
    for (; i < own.end; i++) {
        y[i] = rp_clip(x[i], lo, hi);
    }
}

#undef CLIP
