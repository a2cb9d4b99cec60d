/* Weight decay of the optimisers; docs/numerics.md N5.1. */
#ifndef RP_WEIGHT_DECAY_H
#define RP_WEIGHT_DECAY_H

/* The gradient g of weight w with decay wd. wd == 0 leaves g unchanged: adding 0*w would turn an infinite weight into NaN. */
static inline float rp_decayed(float g, float wd, float w)
{
    return wd != 0.0f ? g + wd * w : g;
}

#endif
