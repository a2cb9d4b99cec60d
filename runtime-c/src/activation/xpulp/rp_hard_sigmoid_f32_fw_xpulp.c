/* HardSigmoid for Xpulp, nine instructions an element; docs/numerics.md N3.6. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_activations.h"
#include "internal/rp_xpulp_map.h"

#define HARD_SIGMOID(x) \
    RP_MAP("fmul.s", x, x, k0) RP_MAP("fadd.s", x, x, k1) RP_MAP("flt.s", s, k2, x) RP_MAP_CONSTANT(x, k2, s, t) RP_MAP_NEGATIVE(s, x) RP_MAP_ZERO(x, s) \
    RP_MAP_STORE(x, to)

void rp_hard_sigmoid_f32_fw_xpulp(rp_share share, int32_t elements, float alpha, float beta, int32_t n, const float *x, float *y)
{
    const rp_span own = rp_share_of(share, elements * n);
    int32_t i = own.first;
    RP_XPULP_MAP(i, own.end, 2, x, x, y, alpha, beta, 1.0f, "18", RP_MAP_LOAD(u, a) RP_MAP_LOAD(v, a) HARD_SIGMOID(u) HARD_SIGMOID(v));
    for (; i < own.end; i++) {
        y[i] = rp_hard_sigmoid(x[i], alpha, beta);
    }
}

#undef HARD_SIGMOID
