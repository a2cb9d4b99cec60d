/* Product of a along its rows and b along its columns; docs/numerics.md N2. */
#include "internal/rp_matmul_vfp.h"

#include "internal/rp_outer_vfp.h"
#include "internal/rp_run_4x4_mn.h"
#include "internal/rp_run_combine.h"

/* Up to this depth it is cheaper to pass over c once per k than to load tiles of it into registers. */
enum { SHALLOW = 2 };

void rp_matmul_mn_vfp(const rp_product *p)
{
    static const rp_tile_runs runs = {rp_run_4x4_mn, rp_run_combine_4, rp_run_combine_4, rp_run_combine_16};
    if (p->depth <= SHALLOW && p->start.data == p->c) {
        for (int32_t k = 0; k < p->depth; k++) {
            rp_outer(p->rows, p->columns, rp_matrix_at(p->a, 0, k), rp_matrix_at(p->b, k, 0).data, p->c, p->c_row);
        }
        return;
    }
    rp_product_in_runs(&runs, p);
}
