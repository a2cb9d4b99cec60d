#ifndef BOARD_H
#define BOARD_H

#define BOARD_LINK_IRQ 38       /* USART2 (RM0090, table 61) */
#define BOARD_USART 0x40004400U /* USART2 (RM0090, table 1) */

#ifndef BOARD_CRYSTAL_HZ
#define BOARD_CRYSTAL_HZ 8000000U /* whole megahertz; X2 */
#endif

#endif
