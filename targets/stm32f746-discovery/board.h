#ifndef BOARD_H
#define BOARD_H

#define BOARD_LINK_IRQ 37       /* USART1 (RM0385, table 46) */
#define BOARD_USART 0x40011000U /* USART1 (RM0385, table 1) */

#ifndef BOARD_CRYSTAL_HZ
#define BOARD_CRYSTAL_HZ 25000000U /* X2 (UM1907) */
#endif

#endif
