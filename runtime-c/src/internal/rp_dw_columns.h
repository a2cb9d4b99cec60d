/* Depthwise convolution with a window of 3x3 and stride 1, forward or its input gradient, down the columns of planes at least four high in which every position
 * has two or three rows and columns of taps: the weights stay in registers, each row of sources is read once for a block. */
#ifndef RP_DW_COLUMNS_H
#define RP_DW_COLUMNS_H

#include "internal/rp_dw_plan.h"

/* `backward` is a constant here and below. */
static inline void rp_dw_run_column(bool backward, rp_strip *strip)
{
#ifdef RP_VFP_ASM
    if (backward && strip->columns == 3) {
        RP_DW_ASM(RP_DW_DOWN_ROLL_3)
    } else if (backward) {
        RP_DW_ASM(RP_DW_DOWN_ROLL_2)
    } else if (strip->columns == 3) {
        RP_DW_ASM(RP_DW_UP_ROLL_3)
    } else {
        RP_DW_ASM(RP_DW_UP_ROLL_2)
    }
#else
    (void)backward;
    rp_strip_twin(strip);
#endif
}

/* All positions of a sample; arguments as those of rp_dw_sums. `run` is rp_dw_run_column. */
static inline void rp_dw_column_sums(
    bool backward, rp_strip_runner *run, const rp_dw_plan *plan, const float *from, const float *w, const float *start, float *to)
{
    const rp_positions *v = &plan->vertical;
    const rp_sources first = rp_taps_of(backward, v, 0);
    const rp_sources last = rp_taps_of(backward, v, v->count - 1);
    /* Positions are walked so that the sources of one begin a row behind those of the one before: backwards from the bottom up. */
    const int32_t lacks_top = first.count < 3 ? 1 : 0;
    const int32_t lacks_bottom = last.count < 3 ? 1 : 0;
    const int32_t direction = backward ? -1 : 1;
    const rp_dw_side down = {v->count, direction * plan->from_width, direction * plan->to_width};
    const int32_t row = backward ? v->count - 1 : 0;
    /* The source of tap 0 of the first position that is walked, whether it exists or not. */
    const int32_t source = backward ? row + v->axis.pad : -v->axis.pad;
    rp_run columns = {0, 0, {0, 0, 0}, 0};
    while (rp_next_run(backward, &plan->horizontal, &columns)) {
        const rp_dw_side across = {columns.count, 1, 1};
        const rp_dw_rectangle at = {
            from + source * plan->from_width + columns.taps.output, w + columns.taps.tap, start, to + row * plan->to_width + columns.first, 3, columns.taps.count,
            backward ? lacks_bottom : lacks_top, backward ? lacks_top : lacks_bottom,
        };
        rp_dw_lines_of(run, plan, &at, down, across);
    }
}

#endif
