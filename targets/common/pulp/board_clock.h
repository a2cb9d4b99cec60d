#ifndef BOARD_CLOCK_H
#define BOARD_CLOCK_H

#define BOARD_CLOCK_HZ 375000000U /* clockHz of the targets */

#endif
