/* GPIO ports: the same registers on F4, F7, L4 and H7 (RM0090 section 8.4, RM0385 6.4, RM0351 8.5, RM0433 11.4). */
#ifndef GPIO_H
#define GPIO_H

#include <stdint.h>

typedef enum { GPIO_SLOW, GPIO_FASTEST } gpio_speed;

/* Gives `pin` (0..15) of the port at `base` to alternate function `function`, push-pull, without pull. The port's clock is on. */
void gpio_alternate(uint32_t base, uint32_t pin, uint32_t function, gpio_speed speed);

/* Pulls `pin` up: an open line stays idle. */
void gpio_pull_up(uint32_t base, uint32_t pin);

#endif
