/* The link's USART: 8N1 at BOARD_BAUD, a receive interrupt. The board's board.h says which one (BOARD_USART, its base address). */
#ifndef USART_H
#define USART_H

#include <stdint.h>

#ifndef BOARD_BAUD
#define BOARD_BAUD 115200U
#endif

/* Starts it. Its clock runs at `hz` and is on. Oversampling by 16, so the divider is the ratio of the two. */
void usart_start(uint32_t hz);

static inline uint32_t usart_divider(uint32_t hz)
{
    return (hz + BOARD_BAUD / 2U) / BOARD_BAUD;
}

#endif
