/* Product of a along k and b along its columns; docs/numerics.md N2. */
#include "internal/rp_matmul_vfp.h"

#include "internal/rp_run_4x4_kn.h"
#include "internal/rp_run_combine.h"
#include "internal/rp_run_dots.h"

void rp_matmul_kn_vfp(const rp_product *p)
{
    static const rp_tile_runs runs = {rp_run_4x4_kn, rp_run_dots_strided, rp_run_combine_4, rp_run_combine_16};
    rp_product_in_runs(&runs, p);
}
