/* The gather form of input gradients: the taps through which one input position reached an output (docs/numerics.md N2.2), along one axis. */
#ifndef RP_SOURCES_H
#define RP_SOURCES_H

#include <stdint.h>

/* One axis of a convolution. */
typedef struct {
    int32_t kernel, stride, dilation, pad, out;
    int32_t tap_step; /* taps that reach the same position lie this far apart, */
    int32_t out_step; /* and their outputs that far, backwards */
} rp_axis;

/* Taps tap, tap+tap_step, ...: `count` of them, ascending, with outputs output, output-out_step, ... */
typedef struct {
    int32_t count, tap, output;
} rp_sources;

static inline rp_axis rp_axis_of(int32_t kernel, int32_t stride, int32_t dilation, int32_t pad, int32_t out)
{
    rp_axis axis = {kernel, stride, dilation, pad, out, 1, 0};
    while ((axis.tap_step * dilation) % stride != 0) {
        axis.tap_step++;
    }
    axis.out_step = axis.tap_step * dilation / stride;
    return axis;
}

/* Sources of input position `i`: tap*dilation + output*stride == i + pad. */
static inline rp_sources rp_sources_of(const rp_axis *axis, int32_t i)
{
    rp_sources none = {0, 0, 0};
    int32_t tap = 0;
    int32_t reach = i + axis->pad; /* output*stride of the present tap */
    while (tap < axis->kernel && reach % axis->stride != 0) {
        tap++;
        reach -= axis->dilation;
    }
    int32_t output = reach / axis->stride;
    while (tap < axis->kernel && output >= axis->out) {
        tap += axis->tap_step;
        output -= axis->out_step;
    }
    if (tap >= axis->kernel || output < 0) {
        return none;
    }
    rp_sources sources = {0, tap, output};
    while (tap < axis->kernel && output >= 0) {
        sources.count++;
        tap += axis->tap_step;
        output -= axis->out_step;
    }
    return sources;
}

#endif
