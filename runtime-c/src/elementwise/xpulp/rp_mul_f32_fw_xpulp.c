/* Mul with broadcasting for Xpulp, four instructions an element; docs/numerics.md N3.8. */
#include "rp_kernels_xpulp.h"

#include "internal/rp_xpulp_broadcast.h"

RP_XPULP_DEFINE_ROW(row_of_products, *, "fmul.s")

void rp_mul_f32_fw_xpulp(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y)
{
    rp_xpulp_broadcast_forward(share, g, n, a, b, y, row_of_products);
}
