/* Driving the tiny model through reprise.h: samples, a whole event, and what there is to compare afterwards. */
#ifndef TINY_DRIVER_H
#define TINY_DRIVER_H

#include "reprise.h"

/* Sample `key` (below 256; its first code, which the tiny model counts). */
void tiny_sample(uint16_t key, uint8_t *codes);
uint16_t tiny_label(uint16_t key);

/* Key of new sample `index` of the current event. */
#define TINY_EVENT_KEY 100U

/* Fills `count` slots with samples 0, 1, ... */
void tiny_fill(uint16_t count);

/* Runs an event of samples TINY_EVENT_KEY.. in all three parts. */
void tiny_event(uint16_t samples, rp_commit_info *commit);

/* A source of samples for rp_train and rp_event_end. */
extern const rp_callbacks tiny_source;

/* CRC of everything that an event changes: weights, momentum, slots, labels. */
uint32_t tiny_state_crc(void);

#endif
