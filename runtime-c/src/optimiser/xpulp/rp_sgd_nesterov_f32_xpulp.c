/* SGD with Nesterov momentum for Xpulp, eleven instructions a weight, thirteen with decay; docs/numerics.md N5.1, N5.2. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_sgd_steps.h"
#include "internal/rp_xpulp_map.h"

void rp_sgd_nesterov_f32_xpulp(rp_share share, int32_t count, float lr, float wd, float mu, const float *g, float *v, float *w)
{
    const rp_span own = rp_share_of(share, count);
    int32_t i = own.first;
    if (wd != 0.0f) {
        RP_XPULP_MAP(i, own.end, 1, g, v, w, lr, wd, mu, "13",
                     RP_MAP_PEEK(v, to) RP_MAP_PEEK(s, b) RP_MAP_LOAD(u, a) RP_MAP("fmul.s", t, v, k1) RP_MAP("fmul.s", s, s, k2) RP_MAP("fadd.s", u, u, t)
                     RP_MAP("fadd.s", s, s, u) RP_MAP_STORE(s, b) RP_MAP("fmul.s", t, s, k2) RP_MAP("fadd.s", t, u, t) RP_MAP("fmul.s", t, t, k0)
                     RP_MAP("fsub.s", v, v, t) RP_MAP_STORE(v, to));
    }
    if (wd == 0.0f) {
        RP_XPULP_MAP(i, own.end, 1, g, v, w, lr, wd, mu, "11",
                     RP_MAP_PEEK(s, b) RP_MAP_LOAD(u, a) RP_MAP("fmul.s", s, s, k2) RP_MAP_PEEK(v, to) RP_MAP("fadd.s", s, s, u) RP_MAP_STORE(s, b)
                     RP_MAP("fmul.s", t, s, k2) RP_MAP("fadd.s", t, u, t) RP_MAP("fmul.s", t, t, k0) RP_MAP("fsub.s", v, v, t) RP_MAP_STORE(v, to));
    }
    for (; i < own.end; i++) {
        rp_nesterov_step(lr, wd, mu, g[i], &v[i], &w[i]);
    }
}
