#ifndef BOARD_H
#define BOARD_H

#define BOARD_LINK_IRQ 38       /* USART2 (RM0351, table 58) */
#define BOARD_USART 0x40004400U /* USART2 (RM0351, table 2) */

/* An error of the flash's ECC: stm32l4_flash.c. */
#define BOARD_NMI flash_ecc_error
void flash_ecc_error(void);

#endif
