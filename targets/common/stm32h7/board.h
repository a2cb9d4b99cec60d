/* Nucleo-144 boards with STM32H743 or H753. */
#ifndef BOARD_H
#define BOARD_H

#define BOARD_LINK_IRQ 39       /* USART3 (RM0433, table 150) */
#define BOARD_USART 0x40004800U /* USART3 (RM0433, table 8) */

#ifndef BOARD_CLOCK_INPUT_HZ
#define BOARD_CLOCK_INPUT_HZ 8000000U /* from the ST-Link (UM1974, UM2407); an even number of megahertz */
#endif

#endif
