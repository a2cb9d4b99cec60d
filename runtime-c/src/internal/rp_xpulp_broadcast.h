/* Elementwise operators with broadcasting for Xpulp (docs/numerics.md N3.8): cores share out the elements of the result. */
#ifndef RP_XPULP_BROADCAST_H
#define RP_XPULP_BROADCAST_H

#include "internal/rp_axes.h"
#include "internal/rp_xpulp_map.h"

/* A row of results y; steps in elements. */
typedef void rp_xpulp_row(int32_t count, const float *a, int32_t step_a, const float *b, int32_t step_b, float *y);

/* Defines one, y = a OPERATOR b; for Xpulp by INSTRUCTION, four instructions an element. */
#define RP_XPULP_DEFINE_ROW(name, OPERATOR, INSTRUCTION) \
    static RP_XPULP_INLINE void name(int32_t count, const float *a, int32_t step_a, const float *b, int32_t step_b, float *y) \
    { \
        int32_t i = 0; \
        if (count % 2 == 1) { \
            *y++ = *a OPERATOR *b; \
            a += step_a; \
            b += step_b; \
            count--; \
        } \
        RP_XPULP_MAP(i, count, 2, a, b, y, step_a * (int32_t)sizeof(float), step_b * (int32_t)sizeof(float), 0, "8", \
                     RP_MAP_LOAD_BY(u, a, k0) RP_MAP_LOAD_BY(v, b, k1) RP_MAP_LOAD_BY(s, a, k0) RP_MAP_LOAD_BY(t, b, k1) \
                     RP_MAP(INSTRUCTION, u, u, v) RP_MAP(INSTRUCTION, s, s, t) RP_MAP_STORE(u, to) RP_MAP_STORE(s, to)); \
        for (; i < count; i++) { \
            y[i] = a[i * step_a] OPERATOR b[i * step_b]; \
        } \
    }

/* y[elements], contiguous, of two operands over its axes. */
static RP_XPULP_INLINE void rp_xpulp_broadcast(rp_share share, int32_t elements, rp_axes axes, const float *a, const float *b, float *y, rp_xpulp_row *row)
{
    const rp_span own = rp_share_of(share, elements);
    const int32_t columns = axes.count[RP_AXES - 1], step_a = axes.a[RP_AXES - 1], step_b = axes.b[RP_AXES - 1];
    if (own.first < own.end) {
        rp_axes_seek(&axes, own.first);
    }
    for (int32_t element = own.first; element < own.end;) {
        const int32_t rest = columns - axes.index[RP_AXES - 1];
        const int32_t count = rest < own.end - element ? rest : own.end - element;
        row(count, a + axes.at_a, step_a, b + axes.at_b, step_b, y + element);
        element += count;
        rp_axes_advance(&axes, count);
    }
}

static inline int32_t rp_xpulp_outputs(const rp_broadcast_geometry *g, int32_t n)
{
    return n * g->dims[0] * g->dims[1] * g->dims[2] * g->dims[3] * g->dims[4];
}

/* The body of a forward kernel. */
static RP_XPULP_INLINE void rp_xpulp_broadcast_forward(rp_share share, const rp_broadcast_geometry *g, int32_t n, const float *a, const float *b, float *y,
                                                       rp_xpulp_row *row)
{
    rp_xpulp_broadcast(share, rp_xpulp_outputs(g, n), rp_axes_of(g->dims, n, g->stride_a, g->a_sample, g->stride_b, g->b_sample), a, b, y, row);
}

#endif
