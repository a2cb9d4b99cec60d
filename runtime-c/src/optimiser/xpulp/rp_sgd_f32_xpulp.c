/* Plain SGD for Xpulp, five instructions a weight, seven with decay; docs/numerics.md N5.1, N5.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_sgd_steps.h"
#include "internal/rp_xpulp_map.h"

void rp_sgd_f32_xpulp(rp_share share, int32_t count, float lr, float wd, const float *g, float *w)
{
    const rp_span own = rp_share_of(share, count);
    int32_t i = own.first;
    if (wd != 0.0f) {
        RP_XPULP_MAP(i, own.end, 1, g, g, w, lr, wd, 0.0f, "7",
                     RP_MAP_PEEK(v, to) RP_MAP_LOAD(u, a) RP_MAP("fmul.s", s, v, k1) RP_MAP("fadd.s", u, u, s) RP_MAP("fmul.s", u, u, k0) RP_MAP("fsub.s", v, v, u)
                     RP_MAP_STORE(v, to));
    }
    if (wd == 0.0f) {
        RP_XPULP_MAP(i, own.end, 1, g, g, w, lr, wd, 0.0f, "5",
                     RP_MAP_LOAD(u, a) RP_MAP_PEEK(v, to) RP_MAP("fmul.s", u, u, k0) RP_MAP("fsub.s", v, v, u) RP_MAP_STORE(v, to));
    }
    for (; i < own.end; i++) {
        rp_sgd_step(lr, wd, g[i], &w[i]);
    }
}
