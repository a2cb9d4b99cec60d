#ifndef BOARD_H
#define BOARD_H

#define BOARD_LINK_IRQ 37       /* USART1 (RM0090, table 61) */
#define BOARD_USART 0x40011000U /* USART1 (RM0090, table 1) */

#ifndef BOARD_CRYSTAL_HZ
#define BOARD_CRYSTAL_HZ 8000000U /* whole megahertz; the most common one; another with -DBOARD_CRYSTAL_HZ=... */
#endif

#endif
