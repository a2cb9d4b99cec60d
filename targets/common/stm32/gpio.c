#include "gpio.h"

#include "cortex_m.h"

#define MODE 0x00U
#define OUTPUT_SPEED 0x08U
#define PULL 0x0cU
#define ALTERNATE 0x20U /* low pins; the high ones follow */

#define MODE_ALTERNATE 2U
#define SPEED_VERY_HIGH 3U
#define PULL_UP 1U

static void set_field(uint32_t address, uint32_t index, uint32_t bits, uint32_t value)
{
    uint32_t shift = index * bits;
    uint32_t mask = ((1U << bits) - 1U) << shift;
    *register_at(address) = (*register_at(address) & ~mask) | (value << shift);
}

void gpio_alternate(uint32_t base, uint32_t pin, uint32_t function, gpio_speed speed)
{
    /* The function first: the pin must not drive what another one gives. */
    set_field(base + ALTERNATE + 4U * (pin / 8U), pin % 8U, 4, function);
    set_field(base + OUTPUT_SPEED, pin, 2, speed == GPIO_FASTEST ? SPEED_VERY_HIGH : 0U);
    set_field(base + MODE, pin, 2, MODE_ALTERNATE);
}

void gpio_pull_up(uint32_t base, uint32_t pin)
{
    set_field(base + PULL, pin, 2, PULL_UP);
}
