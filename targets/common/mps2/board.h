#ifndef BOARD_H
#define BOARD_H

#define BOARD_LINK_IRQ 0 /* UART0 receive (AN386, table 3-7; AN500 has the same) */

#endif
