/* See docs/firmware.md. */
#ifndef EXAMPLE_FIRMWARE_H
#define EXAMPLE_FIRMWARE_H

#include <stdbool.h>
#include <stdint.h>

/* What the product has: a sensor whose samples are kept for a while, someone who says what they are, and a display. */
void sensor_read(uint8_t *codes, uint16_t number);
uint16_t user_label(uint16_t number);
void display(uint16_t label);

void firmware_start(void);
bool firmware_learn(uint16_t samples);
void firmware_classify(uint16_t number);

#endif
