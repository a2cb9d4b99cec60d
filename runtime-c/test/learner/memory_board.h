/* A board in memory: the link is two arrays, the clock goes on by one with every look at it, and the storage can be made to fail. */
#ifndef MEMORY_BOARD_H
#define MEMORY_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#define BOARD_SENT_MAX 65536U
#define BOARD_STORAGE_MAX 4096U

typedef struct {
    uint8_t sent[BOARD_SENT_MAX]; /* by the device since the last look */
    uint32_t sent_bytes;
    uint32_t millis;
    bool has_cycles;
    uint32_t cycles, cycle_step; /* the counter goes on by the step with every look at it */
    bool has_storage;
    uint8_t saved[BOARD_STORAGE_MAX];
    uint32_t saved_bytes;
    uint8_t pending[BOARD_STORAGE_MAX];
    uint32_t pending_bytes;
    uint32_t write_millis;  /* that each write to the storage takes */
    uint32_t fail_write_at; /* offset whose writing fails; UINT32_MAX = none */
} memory_board;

extern memory_board board;

void memory_board_clear(void);

#endif
