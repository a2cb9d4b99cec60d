/* Matrix products for cores with S registers, by the strides of their operands: what rp_matmul of rp_matmul.h computes, bit for bit. */
#ifndef RP_MATMUL_VFP_H
#define RP_MATMUL_VFP_H

#include "internal/rp_run_matmul.h"

/* a along k (a.column 1), b along its columns (b.column 1). */
void rp_matmul_kn_vfp(const rp_product *p);
/* a along its rows (a.row 1), b along its columns (b.column 1). */
void rp_matmul_mn_vfp(const rp_product *p);
/* a and b along k (a.column 1, b.row 1). */
void rp_matmul_kk_vfp(const rp_product *p);

#endif
