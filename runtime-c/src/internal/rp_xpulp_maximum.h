/* The maximum of docs/numerics.md N3.9 for bodies of rp_xpulp_map.h. */
#ifndef RP_XPULP_MAXIMUM_H
#define RP_XPULP_MAXIMUM_H

#include "internal/rp_xpulp_map.h"

/* keep = 1 where the maximum stays m when x comes; 0 where x is greater, or NaN. `spare` is lost. */
#define RP_MAP_KEEP(keep, m, x, spare) RP_MAP("feq.s", keep, x, x) RP_MAP("flt.s", spare, m, x) RP_MAP("sub", keep, keep, spare)
/* x = the maximum of m and x; m, s and t are lost. */
#define RP_MAP_MAXIMUM(m, x) RP_MAP_KEEP(s, m, x, t) RP_MAP_OTHER(x, m, s)

static inline float rp_maximum(float m, float x)
{
    return x > m || x != x ? x : m;
}

#endif
