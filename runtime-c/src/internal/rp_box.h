/* Boxes [channel][row][column] inside strided operands: the terms of one accumulator. */
#ifndef RP_BOX_H
#define RP_BOX_H

#include <stdint.h>

/* How many channels, rows and columns the boxes have; there are no terms where one is 0. */
typedef struct {
    int32_t channels, rows, columns;
} rp_box;

/* Elements from one channel, row, column of an operand to the next, and from one accumulator's box to the next one's (0: they share it). */
typedef struct {
    int32_t channel, row, column, accumulator;
} rp_steps;

#endif
