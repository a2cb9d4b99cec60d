/* What tests count in the tiny model. */
#ifndef TINY_COUNTS_H
#define TINY_COUNTS_H

#include <stdint.h>

extern uint32_t tiny_frozen_runs;
extern uint32_t tiny_trained[256]; /* by the first code of the sample (8-bit latents): passes through backward */

#endif
