/* A chip's registers, as far as standard input describes them:
 *   R address value                          a register and its value after reset
 *   S address mask value address mask value  where the first holds, the hardware makes the second hold
 *   .                                        the end of them
 * What the program writes is seen at its next access; every change is printed, W by the program and H by the hardware. */
#include <stdio.h>
#include <stdlib.h>

#include "registers.h"

enum { MOST = 64 };

typedef struct {
    uint32_t address, before;
    volatile uint32_t value;
} cell;

typedef struct {
    uint32_t from, from_mask, from_value, to, to_mask, to_value;
} rule;

static cell cells[MOST];
static rule rules[MOST];
static int cell_count, rule_count;

static cell *find(uint32_t address)
{
    for (int i = 0; i < cell_count; i++) {
        if (cells[i].address == address) {
            return &cells[i];
        }
    }
    printf("X %08x\n", address);
    exit(3);
}

static void print_changes(char who)
{
    for (int i = 0; i < cell_count; i++) {
        if (cells[i].value != cells[i].before) {
            cells[i].before = cells[i].value;
            printf("%c %08x %08x\n", who, cells[i].address, cells[i].value);
        }
    }
}

static void settle(void)
{
    print_changes('W');
    for (int turn = 0; turn < MOST; turn++) {
        for (int i = 0; i < rule_count; i++) {
            rule r = rules[i];
            if ((find(r.from)->value & r.from_mask) == r.from_value) {
                cell *to = find(r.to);
                to->value = (to->value & ~r.to_mask) | r.to_value;
            }
        }
    }
    print_changes('H');
}

volatile uint32_t *register_at(uint32_t address)
{
    settle();
    return &find(address)->value;
}

void *memory_at(uint32_t address)
{
    static uint32_t words[8];
    settle();
    for (uint32_t i = 0; i < 8; i++) {
        words[i] = find(address + 4U * i)->value;
    }
    return words;
}

int registers_read(void)
{
    char kind;
    while (scanf(" %c", &kind) == 1 && kind != '.') {
        rule r;
        if (kind == 'R' && scanf("%x %x", &r.from, &r.from_value) == 2) {
            cells[cell_count++] = (cell){r.from, r.from_value, r.from_value};
        } else if (kind == 'S' && scanf("%x %x %x %x %x %x", &r.from, &r.from_mask, &r.from_value, &r.to, &r.to_mask, &r.to_value) == 6) {
            rules[rule_count++] = r;
        } else {
            return 0;
        }
    }
    return 1;
}

void registers_end(void)
{
    settle();
}
