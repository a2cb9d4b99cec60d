/* Runs a strip (rp_strip.h) by the assembly that fits its taps, or by its portable twin. */
#ifndef RP_STRIP_RUN_H
#define RP_STRIP_RUN_H

#include "internal/rp_strip_tall.h"
#include "internal/rp_strip_twin.h"

#ifdef RP_VFP_ASM
/* Whether the positions of a block follow row on row, three rows of two or three columns each, with contiguous weights. */
static inline bool rp_strip_rolls(const rp_strip *s)
{
    return s->rows == 3 && s->w_tap == 4 && s->x_next[0] == s->x_row && s->x_next[1] == 2 * s->x_row && s->x_next[2] == 3 * s->x_row;
}

/* Columns go upwards, weights are contiguous. */
static RP_OUT_OF_LINE void rp_strip_run_up(rp_strip *strip)
{
    const int32_t columns = strip->x_tap == 4 ? strip->columns : 0;
    if (columns == 3 && rp_strip_rolls(strip)) {
        RP_DW_ASM(RP_DW_UP_ROLL_3)
    } else if (columns == 2 && rp_strip_rolls(strip)) {
        RP_DW_ASM(RP_DW_UP_ROLL_2)
    } else if (columns == 1) {
        RP_DW_ASM(RP_DW_UP_1)
    } else if (columns == 2) {
        RP_DW_ASM(RP_DW_UP_2)
    } else if (columns == 3) {
        RP_DW_ASM(RP_DW_UP_3)
    } else if (columns == 4) {
        RP_DW_ASM(RP_DW_UP_4)
    } else if (columns == 5) {
        RP_DW_ASM(RP_DW_UP_5)
    } else {
        RP_DW_ASM(RP_DW_TEXT_ANY)
    }
}

/* Columns go downwards. */
static RP_OUT_OF_LINE void rp_strip_run_down(rp_strip *strip)
{
    const int32_t columns = strip->x_tap == -4 ? strip->columns : 0;
    if (rp_strip_is_flat(strip)) {
        rp_strip_run_flat(strip);
    } else if (rp_strip_is_tall(strip)) {
        rp_strip_run_tall(strip);
    } else if (columns == 3 && rp_strip_rolls(strip)) {
        RP_DW_ASM(RP_DW_DOWN_ROLL_3)
    } else if (columns == 2 && rp_strip_rolls(strip)) {
        RP_DW_ASM(RP_DW_DOWN_ROLL_2)
    } else if (columns == 1) {
        RP_DW_ASM(RP_DW_DOWN_1)
    } else if (columns == 2) {
        RP_DW_ASM(RP_DW_DOWN_2)
    } else if (columns == 3) {
        RP_DW_ASM(RP_DW_DOWN_3)
    } else if (columns == 4) {
        RP_DW_ASM(RP_DW_DOWN_4)
    } else if (columns == 5) {
        RP_DW_ASM(RP_DW_DOWN_5)
    } else {
        RP_DW_ASM(RP_DW_TEXT_ANY)
    }
}

#else
static RP_OUT_OF_LINE void rp_strip_run_up(rp_strip *strip)
{
    rp_strip_twin(strip);
}

static RP_OUT_OF_LINE void rp_strip_run_down(rp_strip *strip)
{
    rp_strip_twin(strip);
}
#endif

#endif
