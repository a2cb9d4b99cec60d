#ifndef BOARD_IRQ_H
#define BOARD_IRQ_H

#define BOARD_LINK_IRQ 37 /* USART1 (RM0090, table 61) */

#endif
