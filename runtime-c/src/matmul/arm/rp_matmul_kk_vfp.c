/* Product of two operands along k; docs/numerics.md N2. */
#include "internal/rp_matmul_vfp.h"

#include "internal/rp_run_4x4_kk.h"
#include "internal/rp_run_dots.h"

#include <stddef.h>

void rp_matmul_kk_vfp(const rp_product *p)
{
    static const rp_tile_runs runs = {rp_run_4x4_kk, rp_run_dots_along_k, rp_run_dots_along_k, NULL};
    rp_product_in_runs(&runs, p);
}
