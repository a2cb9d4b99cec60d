/* Kernels of the frozen stage in integers, one sample, channels first (docs/numerics.md, N6). One function per file,
 * runtime-c/src/<family>/<function>.c. Activations are unsigned 8-bit codes, weights signed 8-bit.
 *
 * Right shifts of negative values are arithmetic and conversions to a narrower signed type wrap: implementation-defined in C99, and so
 * in every compiler that Reprise supports. */
#ifndef RP_KERNELS_S8_H
#define RP_KERNELS_S8_H

#include "rp_geometry.h"

/* Output stage shared by the accumulating kernels: zero points and fused clamp, in codes. */
typedef struct {
    int32_t zp_in, zp_out;
    int32_t low, high;
} rp_s8_output;

/* N6.1 */
static inline uint8_t rp_requantize(int32_t acc, rp_requant q, int32_t zp, int32_t low, int32_t high)
{
    int32_t shifted = (int32_t)((uint32_t)acc << q.l);
    int32_t high_half = (int32_t)(((int64_t)shifted * q.m) >> 32);
    int32_t y = zp + ((high_half + ((int32_t)1 << (q.r - 1))) >> q.r);
    return (uint8_t)(y < low ? low : (y > high ? high : y));
}

/* N6.2; requant[c_out]. conv_pw: 1x1, stride 1, no pads, groups 1. conv_dw: groups == c_in. */
void rp_conv_s8(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y);
void rp_conv_pw_s8(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y);
void rp_conv_dw_s8(const rp_conv_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y);
void rp_linear_s8(const rp_linear_geometry *g, const rp_s8_output *o, const uint8_t *x, const int8_t *w, const int32_t *b, const rp_requant *q, uint8_t *y);
/* N6.7 */
void rp_max_pool_u8(const rp_pool_geometry *g, const uint8_t *x, uint8_t *y);
/* N6.3; `counts[entries]` ascending tap counts with their `q[entries]`. */
void rp_average_pool_u8(const rp_pool_geometry *g, const rp_s8_output *o, int32_t entries, const int32_t *counts, const rp_requant *q, const uint8_t *x, uint8_t *y);
/* N6.4; y may be a or b. */
typedef struct {
    int32_t zp_a, zp_b, zp_out;
    int32_t m_a, m_b, r;
    int32_t low, high;
} rp_add_u8_parameters;
void rp_add_u8(int32_t elements, const rp_add_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y);
/* N6.5; sample strides of the geometry are not used. */
typedef struct {
    int32_t zp_a, zp_b, zp_out;
    rp_requant q;
    int32_t low, high;
} rp_mul_u8_parameters;
void rp_mul_u8(const rp_broadcast_geometry *g, const rp_mul_u8_parameters *p, const uint8_t *a, const uint8_t *b, uint8_t *y);
/* N6.6; y may be x. */
void rp_table_u8(int32_t elements, const uint8_t *table, const uint8_t *x, uint8_t *y);
/* N6.7 */
void rp_concat_u8(const rp_concat_geometry *g, const uint8_t *x, uint8_t *joined);
void rp_pad_u8(const rp_pad_geometry *g, int32_t code, const uint8_t *x, uint8_t *y);
void rp_transpose_u8(const rp_permute_geometry *g, const uint8_t *x, uint8_t *y);

#endif
