/* Convolution a second time, for the tests. */
#ifndef CONV_ORACLE_H
#define CONV_ORACLE_H

#include "rp_geometry.h"

#include <stdbool.h>

/* In the order of docs/numerics.md N2.1 - N2.4, bit for bit. Taps are the OUTER loops and every tap is scattered over the whole tensor, so that the order
 * at one element is that of the loops. `backwards` walks the taps the other way: the same sums in an order the contract does not allow. */
void oracle_forward(const rp_conv_geometry *g, int32_t n, const float *x, const float *w, const float *b, float *y, bool backwards);
void oracle_input_gradient(const rp_conv_geometry *g, int32_t n, const float *dy, const float *w, float *dx, bool backwards);
void oracle_weight_gradient(const rp_conv_geometry *g, int32_t n, const float *x, const float *dy, float *dw, float *db, bool backwards);

/* In double: the input copied into a padded frame, the kernel spread to its dilated size, then a dense correlation. `magnitude` gets the same with
 * absolute values. b may be NULL. */
void oracle_dense(const rp_conv_geometry *g, int32_t n, const double *x, const double *w, const double *b, double *y, double *magnitude);

#endif
