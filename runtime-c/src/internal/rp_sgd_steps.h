/* One weight's update; docs/numerics.md N5.1, N5.2. */
#ifndef RP_SGD_STEPS_H
#define RP_SGD_STEPS_H

/* The gradient g of weight w with decay wd. wd == 0 leaves g unchanged: adding 0*w would turn an infinite weight into NaN. */
static inline float rp_decayed(float g, float wd, float w)
{
    return wd != 0.0f ? g + wd * w : g;
}

static inline void rp_sgd_step(float lr, float wd, float g, float *w)
{
    *w = *w - lr * rp_decayed(g, wd, *w);
}

static inline void rp_momentum_step(float lr, float wd, float mu, float g, float *v, float *w)
{
    *v = mu * *v + rp_decayed(g, wd, *w);
    *w = *w - lr * *v;
}

static inline void rp_nesterov_step(float lr, float wd, float mu, float g, float *v, float *w)
{
    const float gradient = rp_decayed(g, wd, *w);
    *v = mu * *v + gradient;
    *w = *w - lr * (gradient + mu * *v);
}

#endif
